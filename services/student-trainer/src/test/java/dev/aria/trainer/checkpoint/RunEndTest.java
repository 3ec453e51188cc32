package dev.aria.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.diffusion.LossSpace;
import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.WeightsVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunEndTest {
  private static final RunEnd END =
      new RunEnd(new Provenance("run", "student", 0, LossSpace.TEACHER), 300);

  private static CheckpointPublished at(String student, long step, boolean last) {
    return new CheckpointPublished(
        "run",
        student,
        step,
        "checkpoint",
        "sha",
        "weights",
        List.of(step),
        WeightsVersion.INITIAL,
        last,
        true);
  }

  @Test
  void isMarkedBy_lastOfTheRunWhenItWasShorter_isNot() {
    assertThat(END.isMarkedBy(at("student", 200, true))).isFalse();
    assertThat(END.isMarkedBy(at("student", 300, true))).isTrue();
  }

  @Test
  void isMarkedBy_anotherStudentOrNotTheLast_isNot() {
    assertThat(END.isMarkedBy(at("another", 300, true))).isFalse();
    assertThat(END.isMarkedBy(at("student", 300, false))).isFalse();
  }
}
