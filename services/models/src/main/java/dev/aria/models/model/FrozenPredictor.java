package dev.aria.models.model;

import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.engine.TorchModule;
import dev.aria.models.engine.Transfer;

/** A model whose weights stay as they are. */
final class FrozenPredictor implements NoisePredictor {
  private final ModelDescriptor descriptor;
  private final TorchModule module;

  FrozenPredictor(ModelDescriptor descriptor, TorchModule module) {
    this.descriptor = descriptor;
    this.module = module;
  }

  @Override
  public ModelDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public Tensor predict(Tensor x, int[] t, Tensor cond) {
    ModelInputs.check(descriptor, x, t, cond);
    try (PtNDManager step = module.newStep()) {
      return Transfer.out(
          module
              .call(
                  "forward",
                  step,
                  TorchModule.Mode.INFERENCE,
                  IValue.from(Transfer.in(step, x)),
                  IValue.from(Transfer.in(step, t)),
                  IValue.from(Transfer.in(step, cond)))
              .singletonOrThrow());
    }
  }

  @Override
  public void close() {
    module.close();
  }
}
