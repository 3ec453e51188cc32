package dev.aria.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
  private static final long NO_PROCESS = Long.MAX_VALUE / 10;

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void writeFirst() throws IOException {
    file = folder.resolve("a.ckpt");
    DurableFile.write(file, out -> out.write("first".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void write_again_replacesAndLeavesNothingElse() throws IOException {
    DurableFile.write(file, out -> out.write("2".getBytes(StandardCharsets.UTF_8)));

    assertThat(file).hasContent("2");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void write_contentFailsHalfWay_keepsTheOldFile() {
    assertThatThrownBy(
            () ->
                DurableFile.write(
                    file,
                    out -> {
                      out.write(1);
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");

    assertThat(file).hasContent("first");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void write_leftoversOfKilledAndLivingProcesses_removesOnlyThoseOfTheKilled() throws IOException {
    long parent = ProcessHandle.current().parent().orElseThrow().pid();
    Path dead = Files.createFile(folder.resolve(".a.ckpt." + NO_PROCESS + ".tmp"));
    Path living = Files.createFile(folder.resolve(".a.ckpt." + parent + ".tmp"));
    Path other = Files.createFile(folder.resolve(".b.ckpt." + NO_PROCESS + ".tmp"));

    DurableFile.write(file, out -> out.write(1));

    assertThat(dead).doesNotExist();
    assertThat(living).exists();
    assertThat(other).exists();
  }
}
