package dev.aria.models.training;

import dev.aria.models.engine.TorchModule;
import dev.aria.models.torchscript.ScriptArchive;
import dev.aria.models.torchscript.ScriptModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * All tensor arithmetic of training as TorchScript functions, one native call each.
 *
 * <p>The update goes through pieces that stay in a CPU's cache; on a GPU, where each piece costs
 * eight kernel launches, through whole tensors. The bits are the same.
 */
final class TrainingScript {
  private static final String METHODS =
      """
        def discrepancy(self: __torch__.TrainingScript, prediction: Tensor, target: Tensor) -> Tensor:
          error = torch.sub(prediction, target)
          return torch.mean(torch.flatten(torch.mul(error, error), 1, -1), [1], False)
        def gradient(self: __torch__.TrainingScript, prediction: Tensor, target: Tensor, weight: Tensor, parameters: List[Tensor]) -> Tuple[Tensor, Tensor, Tensor]:
          error = torch.sub(prediction, target)
          each = torch.mean(torch.flatten(torch.mul(error, error), 1, -1), [1], False)
          loss = torch.mean(torch.mul(each, weight))
          found = torch.grad([loss], parameters, None, None, False, True)
          flat = annotate(List[Tensor], [])
          for i in range(len(parameters)):
            one = found[i]
            if one is None:
              zero = torch.zeros_like(parameters[i])
              flat.append(torch.reshape(torch.detach(zero), [-1]))
            else:
              flat.append(torch.reshape(one, [-1]))
          return (torch.cat(flat, 0), torch.detach(loss), torch.detach(each))
        def differing(self: __torch__.TrainingScript, left: Tensor, right: Tensor) -> Tensor:
          both = torch.logical_and(torch.isnan(left), torch.isnan(right))
          other = torch.logical_and(torch.ne(left, right), torch.logical_not(both))
          some = torch.any(other)
          if bool(some):
            return torch.sum(other)
          return torch.sum(some)
        def add(self: __torch__.TrainingScript, left: Tensor, right: Tensor) -> Tensor:
          return torch.add_(left, right)
        def norm(self: __torch__.TrainingScript, total: Tensor, shards: float) -> Tensor:
          return torch.norm(torch.div_(total, shards))
        def update(self: __torch__.TrainingScript, parameters: List[Tensor], state: List[Tensor], numbers: List[float]) -> Tensor:
          gradient = state[0]
          if numbers[0] != 1.:
            torch.mul_(gradient, numbers[0])
          piece = 32768
          if ops.prim.is_cuda(gradient):
            piece = torch.numel(gradient)
          offset = 0
          for i in range(len(parameters)):
            p = parameters[i]
            flat = torch.view(p, [-1])
            n = torch.numel(p)
            keep = 1.
            if torch.dim(p) > 1:
              keep = numbers[1]
            for start in range(0, n, piece):
              length = ops.prim.min(piece, n - start)
              at = offset + start
              g = torch.narrow(gradient, 0, at, length)
              m = torch.narrow(state[1], 0, at, length)
              v = torch.narrow(state[2], 0, at, length)
              e = torch.narrow(state[3], 0, at, length)
              w = torch.narrow(flat, 0, start, length)
              torch.mul_(w, keep)
              torch.lerp_(m, g, numbers[2])
              torch.addcmul_(torch.mul_(v, numbers[3]), g, g, value=1. - numbers[3])
              root = torch.add_(torch.div_(torch.sqrt(v), numbers[4]), numbers[5])
              torch.addcdiv_(w, m, root, value=numbers[6])
              torch.lerp_(e, w, numbers[7])
            offset = offset + n
          return gradient
        def flatten(self: __torch__.TrainingScript, parameters: List[Tensor]) -> Tensor:
          flat = annotate(List[Tensor], [])
          for i in range(len(parameters)):
            flat.append(torch.reshape(parameters[i], [-1]))
          return torch.cat(flat, 0)
        def restore(self: __torch__.TrainingScript, parameters: List[Tensor], flat: Tensor) -> Tensor:
          offset = 0
          for i in range(len(parameters)):
            p = parameters[i]
            n = torch.numel(p)
            torch.copy_(torch.view(p, [-1]), torch.narrow(flat, 0, offset, n), False)
            offset = torch.add(offset, n)
          return flat
      """
          .indent(0);

  private TrainingScript() {}

  static ScriptModule module() {
    return new ScriptModule("TrainingScript", METHODS, List.of());
  }

  /** The functions as a module on {@code device}; the caller closes it. */
  static TorchModule load(String device) {
    try {
      Path file = Files.createTempFile("aria-training", ".pt");
      try {
        ScriptArchive.write(module(), file);
        return TorchModule.load(file, device, true);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to the temporary folder", e);
    }
  }
}
