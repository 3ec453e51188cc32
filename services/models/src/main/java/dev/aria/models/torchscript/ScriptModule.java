package dev.aria.models.torchscript;

import java.util.List;

/**
 * A TorchScript module before it is written: its methods as text and its tensors.
 *
 * <p>The text is TorchScript's serialised dialect: {@code torch.silu(x)} means {@code aten::silu};
 * every argument and every method's {@code self} is typed, as {@code self: __torch__.NAME}; a
 * tensor is reached as {@code self.block0.first.weight}. Each line is indented by two spaces more
 * than its block, methods start at column two. Operators must exist in torch 1.13 wherever Python
 * reads the file.
 *
 * @param name class name, an identifier
 * @param methods text of the methods
 * @param tensors parameters and buffers in the order of {@code named_parameters()}
 */
public record ScriptModule(String name, String methods, List<NamedTensor> tensors) {
  public ScriptModule {
    if (!name.matches("[A-Za-z_]\\w*")) {
      throw new IllegalArgumentException("module name must be an identifier, got " + name);
    }
    tensors = List.copyOf(tensors);
    long names = tensors.stream().map(NamedTensor::name).distinct().count();
    if (names != tensors.size()) {
      throw new IllegalArgumentException("tensor names of module %s repeat".formatted(name));
    }
  }
}
