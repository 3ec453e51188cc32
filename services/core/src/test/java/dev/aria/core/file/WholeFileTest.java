package dev.aria.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeFileTest {
  @TempDir private Path folder;

  @Test
  void replace_fileAndFolder_areMadeAndNothingElseIsLeft() throws IOException {
    Path file = folder.resolve("new").resolve("file.txt");

    WholeFile.replace(file, "first");
    Files.writeString(file.resolveSibling(".file.txt.999999999999.tmp"), "of a process that ended");
    WholeFile.replace(file, "ein längerer Text");
    WholeFile.append(file, ", more");

    assertThat(file).hasContent("ein längerer Text, more");
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void replace_whatCannotBeWritten_isNamedAndTheOldStays() throws IOException {
    Path blocked = folder.resolve("file.txt");
    Files.writeString(blocked, "old");
    Path below = blocked.resolve("below.txt");

    assertThatThrownBy(() -> WholeFile.replace(below, "new"))
        .hasMessageContaining("cannot write " + below);
    assertThat(blocked).hasContent("old");
  }
}
