package dev.aria.trainer.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.diffusion.LossSpace;
import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.tensor.Tensor;
import dev.aria.fixtures.TaughtTeacher;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.models.training.MicroBatch;
import dev.aria.models.training.OptimizerSettings;
import dev.aria.models.training.ShardSpan;
import dev.aria.models.training.Trainable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A student that predicts v, 1,000 timesteps, S = 6. */
final class LossFactorsTest {
  private static final ScheduleSetting SCHEDULE =
      new ScheduleSetting.Variances(
          ScheduleSetting.Kind.ZERO_SNR_SCALED_LINEAR, 1000, 0.00085, 0.012);
  private static final ShardSpan ALONE = new ShardSpan(0, 1);

  private static Trainable model() {
    DiffusionSetting diffusion = DiffusionSetting.of(SCHEDULE, PredictionType.V, 1);
    return Trainable.create(
        new NewModel("student", FilmMlp.of(6, 4, 16, 1), diffusion, 3),
        OptimizerSettings.constant(1e-2, 0),
        "cpu");
  }

  @ParameterizedTest
  @EnumSource
  void learn_inAnySpace_minimisesTheErrorThere(LossSpace space) {
    try (Trainable model = model();
        Student student = Student.of("student", model, space)) {
      MicroBatch batch = TaughtTeacher.batch(model.descriptor(), 1);
      double expected = loss(model, batch, space);

      float[] discrepancies = student.learn(ALONE, List.of(batch)).get(0);

      assertThat(student.gradient(ALONE).loss()).isCloseTo(expected, within(1e-4 * expected));
      assertThat(discrepancies).isEqualTo(model.discrepancies(batch)); // in the teacher's terms
    }
  }

  /** Mean over the samples of the squared error of v, x_0 or epsilon, computed on its own. */
  private static double loss(Trainable model, MicroBatch batch, LossSpace space) {
    NoiseSchedule schedule = SCHEDULE.schedule();
    float[] said = model.predict(batch.x(), batch.t(), batch.cond()).toFloats();
    float[] x = batch.x().toFloats();
    float[] target = batch.target().toFloats();
    double sum = 0;
    for (int i = 0; i < said.length; i++) {
      int t = batch.t()[i / 6];
      double signal = schedule.signal(t);
      double noise = schedule.noise(t);
      double gap =
          switch (space) {
            case TEACHER -> target[i] - said[i];
            case SAMPLE -> (signal * x[i] - noise * target[i]) - (signal * x[i] - noise * said[i]);
            case NOISE -> (noise * x[i] + signal * target[i]) - (noise * x[i] + signal * said[i]);
          };
      sum += gap * gap;
    }
    return sum / said.length;
  }

  @Test
  void applied_inTheTeachersSpace_changesNoBit() {
    try (Trainable model = model()) {
      MicroBatch plain = TaughtTeacher.batch(model.descriptor(), 1);
      float[] weights = new float[plain.size()];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = 0.1f + i / 3f;
      }
      Tensor target = plain.target();
      MicroBatch batch = new MicroBatch(plain.x(), plain.t(), plain.cond(), target, weights);

      MicroBatch same = new LossFactors(model.descriptor(), LossSpace.TEACHER).applied(batch);

      assertThat(same.weight()).containsExactly(weights);
      assertThat(same.target()).isEqualTo(target);
      assertThat(same.t()).containsExactly(plain.t());
    }
  }
}
