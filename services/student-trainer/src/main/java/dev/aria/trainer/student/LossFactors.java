package dev.aria.trainer.student;

import dev.aria.core.diffusion.LossSpace;
import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.training.MicroBatch;

/** Factors by timestep that turn the loss of a model's outputs into the loss of another space. */
final class LossFactors {
  private final float[] byTimestep;

  /**
   * @throws IllegalArgumentException when a factor is infinite
   */
  LossFactors(ModelDescriptor model, LossSpace space) {
    NoiseSchedule schedule = model.diffusion().schedule().schedule();
    byTimestep = new float[schedule.timesteps()];
    for (int t = 0; t < byTimestep.length; t++) {
      byTimestep[t] = (float) space.factor(model.diffusion().prediction(), schedule.level(t));
    }
  }

  /** {@code batch}, the weight of each sample times the factor at its timestep. */
  MicroBatch applied(MicroBatch batch) {
    int[] timesteps = batch.t();
    float[] weights = batch.weight();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= byTimestep[timesteps[i]];
    }
    return new MicroBatch(batch.x(), timesteps, batch.cond(), batch.target(), weights);
  }
}
