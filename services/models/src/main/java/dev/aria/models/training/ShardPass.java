package dev.aria.models.training;

import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.engine.TorchModule;
import dev.aria.models.engine.TorchModule.Mode;
import dev.aria.models.engine.Transfer;
import dev.aria.models.model.Network;
import java.util.List;

/** What one shard's micro-batch gives at the present weights, and the sum over shards. */
final class ShardPass {
  /** Not one alone: behind a layer that starts at zero, a student's very first gradient is zero. */
  private static final int TAKEN_TWICE = 4;

  private final Network network;
  private final TorchModule script;
  private final OptimizerState state;
  private final GradientTree<ShardGradient> tree =
      new GradientTree<>(ShardGradient::shards, this::add);
  private int stepsTakenTwice;
  private long lastTakenTwice;

  ShardPass(Network network, TorchModule script, OptimizerState state) {
    this.network = network;
    this.script = script;
    this.state = state;
  }

  float[] discrepancies(MicroBatch batch) {
    batch.check(network.descriptor());
    try (PtNDManager memory = network.newStep()) {
      return script
          .call(
              "discrepancy",
              memory,
              Mode.INFERENCE,
              IValue.from(forward(memory, Mode.INFERENCE, batch)),
              IValue.from(Transfer.in(memory, batch.target())))
          .singletonOrThrow()
          .toFloatArray();
    }
  }

  private PtNDArray forward(PtNDManager memory, Mode mode, MicroBatch batch) {
    return network.forward(memory, mode, batch.x(), batch.t(), batch.cond());
  }

  /** The gradient of one shard for step {@code number}; the first of a step, at first, twice. */
  ShardGradient gradient(MicroBatch batch, long number) {
    batch.check(network.descriptor());
    ShardGradient found = pass(batch, number);
    if (stepsTakenTwice < TAKEN_TWICE && number != lastTakenTwice) {
      requireRepeatable(found, batch, number);
      stepsTakenTwice++;
      lastTakenTwice = number;
    }
    return found;
  }

  private void requireRepeatable(ShardGradient found, MicroBatch batch, long number) {
    try (ShardGradient again = pass(batch, number);
        PtNDManager memory = script.newStep()) {
      long differing =
          script
              .call(
                  "differing",
                  memory,
                  Mode.INFERENCE,
                  IValue.from(found.flat()),
                  IValue.from(again.flat()))
              .singletonOrThrow()
              .toLongArray()[0];
      if (differing > 0) {
        throw new GradientNotRepeatable(network.descriptor().name(), differing, state.size());
      }
    } catch (RuntimeException e) {
      found.close();
      throw e;
    }
  }

  private ShardGradient pass(MicroBatch batch, long number) {
    PtNDManager kept = script.newStep();
    try (PtNDManager memory = network.newStep()) {
      NDList results =
          script.call(
              "gradient",
              kept,
              Mode.GRADIENT,
              IValue.from(forward(memory, Mode.GRADIENT, batch)),
              IValue.from(Transfer.in(memory, batch.target())),
              IValue.from(Transfer.in(memory, batch.weight())),
              state.parameterList());
      float loss = results.get(1).toFloatArray()[0];
      if (!Float.isFinite(loss)) {
        throw new NonFiniteLoss("the loss", number, loss);
      }
      return new ShardGradient(
          kept, (PtNDArray) results.get(0), 1, loss, results.get(2).toFloatArray());
    } catch (RuntimeException e) {
      kept.close();
      throw e;
    }
  }

  /** A gradient that was made elsewhere. */
  ShardGradient received(Tensor values, int shards, double loss) {
    if (!values.shape().equals(List.of(state.size())) || shards < 1) {
      throw new IllegalArgumentException(
          "a gradient of this model has shape [%d] and at least one shard, got %s and %d"
              .formatted(state.size(), values.shape(), shards));
    }
    PtNDManager kept = script.newStep();
    PtNDArray copy = (PtNDArray) Transfer.in(kept, values).duplicate();
    return new ShardGradient(kept, copy, shards, loss, new float[0]);
  }

  /** The sum over the fixed tree, in the memory of the first; closes the others. */
  ShardGradient sum(List<ShardGradient> parts) {
    return tree.sum(parts);
  }

  private ShardGradient add(ShardGradient left, ShardGradient right) {
    try (right;
        PtNDManager memory = script.newStep()) {
      script.call("add", memory, Mode.UPDATE, IValue.from(left.flat()), IValue.from(right.flat()));
      return left.with(left.shards() + right.shards(), left.loss() + right.loss());
    }
  }
}
