package dev.aria.models.model;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.engine.TorchModule;
import dev.aria.models.engine.TorchModule.Mode;
import dev.aria.models.engine.Transfer;
import java.io.OutputStream;
import java.util.Map;

/** A TorchScript module whose inputs and outputs are checked against its descriptor. */
public final class Network implements AutoCloseable {
  private final ModelDescriptor descriptor;
  private final TorchModule module;
  private final ConditionStates conditions;

  /** Takes over {@code module} and {@code conditions}, and closes them. */
  Network(ModelDescriptor descriptor, TorchModule module, ConditionStates conditions) {
    this.descriptor = descriptor;
    this.module = module;
    this.conditions = conditions;
  }

  public ModelDescriptor descriptor() {
    return descriptor;
  }

  /**
   * The network's output (N, sample shape), in {@code memory}.
   *
   * @throws IllegalArgumentException when an input does not fit the descriptor
   * @throws ModelMisbehaved when the module fails or its output does not fit
   */
  public PtNDArray forward(PtNDManager memory, Mode mode, Tensor x, int[] t, Tensor cond) {
    ModelInputs.check(descriptor, x, t, cond);
    PtNDArray samples = Transfer.in(memory, x);
    NDArray output =
        run(memory, mode, samples, Transfer.in(memory, t), conditions.states(memory, cond));
    if (!output.getShape().equals(samples.getShape())
        || output.getDataType() != samples.getDataType()) {
      throw new ModelMisbehaved(
          descriptor.name(),
          "gave %s of %s where x was float32 of %s"
              .formatted(output.getDataType(), output.getShape(), samples.getShape()));
    }
    return (PtNDArray) output;
  }

  private NDArray run(PtNDManager memory, Mode mode, PtNDArray x, PtNDArray t, PtNDArray cond) {
    try {
      return module
          .call("forward", memory, mode, IValue.from(x), IValue.from(t), IValue.from(cond))
          .singletonOrThrow();
    } catch (EngineException | IndexOutOfBoundsException e) {
      throw new ModelMisbehaved(descriptor.name(), e);
    }
  }

  /** As {@link NoisePredictor#predict}. */
  public Tensor predict(Tensor x, int[] t, Tensor cond) {
    try (PtNDManager step = newStep()) {
      return Transfer.out(forward(step, Mode.INFERENCE, x, t, cond));
    }
  }

  /** A manager for the values of one step; close it after the step. */
  public PtNDManager newStep() {
    return module.newStep();
  }

  /** Parameters by name, in {@code named_parameters()} order; live handles. */
  public Map<String, PtNDArray> parameters() {
    return module.parameters();
  }

  /** Writes the module with its present weights as a TorchScript archive. */
  public void save(OutputStream out) {
    module.save(out);
  }

  @Override
  public void close() {
    try (conditions) {
      module.close();
    }
  }
}
