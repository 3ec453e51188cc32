package dev.aria.trials.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.fixtures.TinyDiffusion;
import dev.aria.operations.run.RunFiles;
import dev.aria.runtime.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnTrialProblemTest {
  @TempDir private Path folder;
  private Path teacher;
  private Path student;
  private Path prompts;

  @BeforeEach
  void ownModels() throws IOException {
    teacher = TinyDiffusion.teacher(folder.resolve("teacher"));
    student = TinyDiffusion.student(folder.resolve("student"));
    prompts = Files.write(folder.resolve("prompts.txt"), Collections.nCopies(30, "a red circle\n"));
  }

  @Test
  void make_ownModels_isARunOfThemThatFitsARecord() {
    OwnTrialProblem problem = OwnTrialProblem.open(teacher, student, folder, prompts);

    RunFiles run =
        new TrialRuns(folder, problem)
            .make("own", new TrialRuns.Size(problem.teacher(), 100, 16, 10, 1, 0.4));

    Settings settings = Settings.load("--config", run.settings().toString());
    assertThat(problem.prompts()).hasSize(30);
    assertThat(settings.run().teacher()).isEqualTo(teacher.resolve("network.pt"));
    assertThat(settings.run().microBatch()).isEqualTo(16);
    assertThat(settings.run().regions().count()).isEqualTo(3);
    assertThat(settings.config().getString("aria.student-trainer.model.file"))
        .isEqualTo(student.resolve("network.pt").toString());
  }

  @Test
  void open_noPrompts_isRefused() throws IOException {
    Files.write(prompts, Collections.nCopies(3, " "));

    assertThatThrownBy(() -> OwnTrialProblem.open(teacher, student, folder, prompts))
        .hasMessageContaining("prompts.txt holds no prompt");
  }

  @Test
  void open_modelThatIsMissingOrDoesNotFit_isRefused() throws IOException {
    assertThatThrownBy(
            () -> OwnTrialProblem.open(teacher, folder.resolve("no.pt"), folder, prompts))
        .hasMessageContaining("no.json");

    Path descriptor = student.resolve("network.json");
    String text = Files.readString(descriptor);
    Files.writeString(
        descriptor, text.replaceFirst("\"nullCondition\": \\[\\s*\\d+", "\"nullCondition\": [ 7"));
    assertThatThrownBy(() -> OwnTrialProblem.open(teacher, student, folder, prompts))
        .hasMessageContaining("another null text");
  }
}
