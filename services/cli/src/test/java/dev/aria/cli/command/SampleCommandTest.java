package dev.aria.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.fixtures.TinyDiffusion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class SampleCommandTest {
  @TempDir private Path folder;
  private final StringWriter errors = new StringWriter();

  @Test
  void call_modelsThatReadPromptsAlike_drawThemIntoOneSheet() throws IOException {
    TinyDiffusion.teacher(folder.resolve("teacher"));
    TinyDiffusion.student(folder.resolve("student"));

    assertThat(sample()).as(errors.toString()).isZero();

    assertThat(folder.resolve("sheet.png")).isNotEmptyFile();
  }

  @Test
  void call_modelThatReadsPromptsOtherwise_isRefusedWithBothNames() throws IOException {
    TinyDiffusion.teacher(folder.resolve("teacher"));
    Path student = TinyDiffusion.student(folder.resolve("student"));
    Path descriptor = student.resolve("network.json");
    String text = Files.readString(descriptor);
    Files.writeString(
        descriptor, text.replaceFirst("\"nullCondition\": \\[\\s*\\d+", "\"nullCondition\": [ 7"));
    assertThat(descriptor).content().isNotEqualTo(text);

    assertThat(sample()).isEqualTo(2);

    assertThat(errors.toString())
        .contains("teacher/network.pt and", "student/network.pt", "read prompts otherwise");
    assertThat(folder.resolve("sheet.png")).doesNotExist();
  }

  private int sample() {
    return new CommandLine(new SampleCommand())
        .setErr(new PrintWriter(errors, true))
        .execute(
            "--model",
            folder.resolve("teacher").toString(),
            "--model",
            folder.resolve("student").toString(),
            "--prompt",
            "a red circle",
            "--steps",
            "2",
            "--out",
            folder.resolve("sheet.png").toString());
  }
}
