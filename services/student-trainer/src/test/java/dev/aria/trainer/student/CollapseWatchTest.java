package dev.aria.trainer.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.tensor.Tensor;
import dev.aria.fixtures.LogLines;
import dev.aria.models.training.MicroBatch;
import dev.aria.trainer.fixtures.KeepingStudent;
import dev.aria.trainer.run.TrainerMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

final class CollapseWatchTest {
  private static final Tensor X = Tensor.of(new float[] {0, 0, 0, 0}, 2, 2);
  private static final Tensor PROMPTS = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2);
  private static final Tensor SAID = Tensor.of(new float[] {2, -2, 2, -2}, 2, 2);
  private static final MicroBatch BATCH =
      new MicroBatch(X, new int[] {1, 2}, PROMPTS, SAID, new float[] {1, 1});

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Outputs student = new Outputs();
  private final CollapseWatch watch =
      new CollapseWatch(student, new float[2], new TrainerMetrics(registry));

  @Test
  void look_halfOfTheTeachersOutputs_isMeasuredAndNotWarnedOf() {
    try (LogLines lines = LogLines.of(CollapseWatch.class.getName())) {
      look(1, 0.9f);

      assertThat(value("aria.trainer.output.variance")).isCloseTo(0.25, within(1e-9));
      assertThat(value("aria.trainer.guided.difference")).isCloseTo(0.1, within(1e-6));
      assertThat(lines.with("")).isEmpty();
    }
  }

  @Test
  void look_fallenToNextToNothing_isWarnedOfOnceWithItsValueAndTheWayOut() {
    try (LogLines lines = LogLines.of(CollapseWatch.class.getName())) {
      look(1, 0.5f);
      look(0.1f, 0.5f);
      look(0.1f, 0.5f);

      assertThat(lines.with(""))
          .singleElement()
          .asString()
          .contains("after 7 steps", "0.0025 of the teacher's", "learning-rate");
    }
  }

  @Test
  void look_noLongerOtherWithoutAPrompt_isWarnedOf() {
    try (LogLines lines = LogLines.of(CollapseWatch.class.getName())) {
      look(1, 0.5f);
      look(1, 1);

      assertThat(lines.with(""))
          .singleElement()
          .asString()
          .contains("differ by 0.0000 with and without a prompt", "null-probability");
    }
  }

  @Test
  void look_freshStudentThatSaysNothingYet_isNotWarnedOf() {
    try (LogLines lines = LogLines.of(CollapseWatch.class.getName())) {
      look(0.01f, 1);

      assertThat(lines.with("")).isEmpty();
    }
  }

  private double value(String name) {
    return registry.get(name).gauge().value();
  }

  /**
   * @param size of the outputs, where the teacher's is 2
   * @param without part of it that is left without a prompt
   */
  private void look(float size, float without) {
    student.size = size;
    student.without = without;
    watch.look(7, BATCH);
  }

  private static final class Outputs extends KeepingStudent {
    private float size;
    private float without;

    @Override
    public Tensor predict(Tensor x, int[] t, Tensor cond) {
      float said = cond.toFloats()[0] == 0 ? size * without : size;
      return Tensor.of(new float[] {said, -said, said, -said}, 2, 2);
    }
  }
}
