package dev.aria.cli.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class TrainTeacherTest {
  @TempDir private Path folder;

  @Test
  void teacherTrain_stepsBelowWarmup_isRefusedWithExitCodeTwo() {
    var errors = new ByteArrayOutputStream();
    CommandLine command = new CommandLine(new TeacherCommand());
    command.setErr(new PrintWriter(errors, true, StandardCharsets.UTF_8));

    int code = command.execute("train", "--out", folder.toString(), "--steps", "3");

    assertThat(code).isEqualTo(2);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("steps above 300");
  }
}
