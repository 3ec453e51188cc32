package dev.aria.models.training;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.ScheduleSetting;
import java.util.Random;

/** A model of a few hundred weights and seeded batches for it. */
final class TinyProblem {
  static final int LATENT = 5;
  static final int CONDITION = 3;

  private TinyProblem() {}

  static NewModel model(long seed) {
    return new NewModel("tiny", new FilmMlp(LATENT, CONDITION, 8, 2, 4), diffusion(), seed);
  }

  static DiffusionSetting diffusion() {
    return DiffusionSetting.of(ScheduleSetting.linear(), PredictionType.EPSILON, 3);
  }

  /** A batch whose target depends on x and the condition, so that there is something to learn. */
  static MicroBatch batch(long seed, int samples) {
    Random random = new Random(seed);
    float[] x = new float[samples * LATENT];
    float[] target = new float[samples * LATENT];
    float[] cond = new float[samples * CONDITION];
    int[] t = new int[samples];
    float[] weight = new float[samples];
    for (int i = 0; i < cond.length; i++) {
      cond[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
      target[i] = 0.7f * x[i] + 0.3f * cond[i / LATENT * CONDITION];
    }
    for (int i = 0; i < samples; i++) {
      t[i] = random.nextInt(1000);
      weight[i] = 0.5f + random.nextFloat();
    }
    return new MicroBatch(
        Tensor.of(x, samples, LATENT),
        t,
        Tensor.of(cond, samples, CONDITION),
        Tensor.of(target, samples, LATENT),
        weight);
  }
}
