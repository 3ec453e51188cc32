package dev.aria.operations.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.aria.operations.run.RunFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReplayStudentTest {
  private static final RunFiles RUN = RunFiles.of(Path.of("data"), "run-1");

  @Test
  void settings_anyStudent_areKnownToTheTrainerAndDoNotLead() {
    ReplayStudent student =
        new ReplayStudent(
            "second", Optional.empty(), Optional.of(96), Optional.of(3), Optional.of(5L));

    var settings = student.settings(RUN);

    assertThat(settings)
        .containsEntry("aria.student-trainer.lead", "false")
        .containsEntry("aria.student-trainer.model.width", "96")
        .containsEntry("aria.student-trainer.model.blocks", "3")
        .containsEntry("aria.student-trainer.model.seed", "5")
        .containsEntry("aria.student-trainer.model.file", "");
    assertThat(settings.keySet())
        .allSatisfy(key -> assertThat(ConfigFactory.defaultReference().hasPath(key)).isTrue());
  }

  @Test
  void settings_nothingSaid_areTheRunsOwnFirstWeights() {
    var student =
        new ReplayStudent(
            "again", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(student.settings(RUN).keySet())
        .noneMatch(key -> key.startsWith("aria.student-trainer.model."));
  }

  @Test
  void new_badNameOrShape_isRefusedByName() {
    assertThatThrownBy(() -> student("a b", 1)).hasMessageContaining("student 'a b'");
    assertThatThrownBy(() -> student("b", 0)).hasMessageContaining("width is 0");
  }

  private static ReplayStudent student(String name, int width) {
    return new ReplayStudent(
        name, Optional.empty(), Optional.of(width), Optional.empty(), Optional.empty());
  }
}
