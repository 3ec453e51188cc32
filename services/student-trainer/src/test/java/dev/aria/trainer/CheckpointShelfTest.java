package dev.aria.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointShelfTest {
  @TempDir private Path folder;

  @Test
  void prune_manyCheckpoints_keepsTheNewestAndEveryKth() throws IOException {
    CheckpointShelf shelf = new CheckpointShelf(folder, 2, 300);
    for (long step = 100; step <= 1000; step += 100) {
      Files.createFile(shelf.fileFor(step));
    }
    Files.createFile(folder.resolve("student.pt"));

    shelf.prune();

    assertThat(left())
        .containsExactly(
            "checkpoint-000000000300.aria",
            "checkpoint-000000000600.aria",
            "checkpoint-000000000900.aria",
            "checkpoint-000000001000.aria",
            "student.pt");
  }

  @Test
  void prune_unfinishedOfProcessesThatAreGone_areRemovedUnlessTheyMayBeAtWork() throws IOException {
    CheckpointShelf shelf = new CheckpointShelf(folder, 2, 0);
    Files.createFile(folder.resolve(".checkpoint-000000000737.aria.12345.tmp"));
    Files.createFile(folder.resolve(".checkpoint-000000000900.aria.12346.tmp"));
    Files.createFile(shelf.fileFor(800));

    shelf.prune();

    assertThat(left())
        .containsExactly(".checkpoint-000000000900.aria.12346.tmp", "checkpoint-000000000800.aria");
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
