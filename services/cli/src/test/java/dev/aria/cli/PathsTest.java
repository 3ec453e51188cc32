package dev.aria.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that cannot be what a command needs: plain words instead of the file system's own. */
final class PathsTest {
  private static final String NOWHERE = " --kafka 127.0.0.1:1 --redis redis://127.0.0.1:1";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  private int aria(String line) {
    return Aria.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(errors, true))
        .execute(line.replace("FOLDER", folder.toString()).split(" "));
  }

  private void assertPlain() {
    assertThat(errors.toString())
        .startsWith("aria: ")
        .hasLineCount(2)
        .doesNotContain("java.", "Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "corpus load FOLDER" + NOWHERE,
        "export --model FOLDER --format pt --out x.pt",
        "evaluate --student FOLDER",
        "evaluate --student FOLDER/here --before FOLDER",
        "evaluate --student FOLDER/here --teacher FOLDER",
        "replay --student b --model FOLDER",
        "status --config FOLDER",
        "corpus load - --config FOLDER" + NOWHERE
      })
  void execute_folderWhereAFileIsNeeded_saysSoAndExitsWithTwo(String line) throws IOException {
    Files.writeString(folder.resolve("here"), "no model");

    int exit = aria(line);

    assertThat(exit).as(errors.toString()).isEqualTo(2);
    assertPlain();
    assertThat(errors.toString()).contains(folder + " is a folder");
  }

  @Test
  void sample_folderWithoutANetwork_namesTheFileThatIsMissing() {
    int exit = aria("sample --model FOLDER --prompt cat --out x.png");

    assertThat(exit).isEqualTo(2);
    assertPlain();
    assertThat(errors.toString()).contains(folder.resolve("network.pt") + " does not exist");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "corpus load FOLDER/none" + NOWHERE,
        "export --model FOLDER/none --format pt --out x.pt",
        "evaluate --student FOLDER/none",
        "sample --model FOLDER/none --prompt cat --out x.png",
        "replay --student b --model FOLDER/none"
      })
  void execute_fileThatIsNotThere_saysSoAndExitsWithTwo(String line) {
    int exit = aria(line);

    assertThat(exit).as(errors.toString()).isEqualTo(2);
    assertPlain();
    assertThat(errors.toString()).contains(folder.resolve("none") + " does not exist");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "corpus export --out FOLDER/file",
        "teacher train --out FOLDER/file",
        "teacher pack --from FOLDER --to FOLDER/file",
        "demo --data FOLDER/file",
        "up --servers-only --data FOLDER/file",
        "reference FOLDER/file"
      })
  void execute_fileWhereAFolderIsNeeded_saysSo(String line) throws IOException {
    Files.writeString(folder.resolve("file"), "in the way");

    int exit = aria(line);

    assertThat(exit).as(errors.toString()).isPositive();
    assertPlain();
    assertThat(errors.toString()).containsAnyOf("is a file, not a folder", "not a directory");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "teacher pack --from FOLDER --to FOLDER/packed",
        "teacher grid --from FOLDER --out FOLDER/x.png cat",
        "teacher check --from FOLDER",
      })
  void execute_folderWithoutATeacher_saysSo(String line) {
    int exit = aria(line);

    assertThat(exit).isPositive();
    assertPlain();
    assertThat(errors.toString()).contains(folder.toString());
  }

  @Test
  void execute_nameThatNoFileCanHave_saysSoAndExitsWithTwo() {
    int exit = aria("export --format pt --out x.pt --model a\0b");

    assertThat(exit).as(errors.toString()).isEqualTo(2);
    assertPlain();
    assertThat(errors.toString()).contains("--model");
  }
}
