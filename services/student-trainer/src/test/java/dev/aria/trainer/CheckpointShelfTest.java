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

    shelf.prune(shelf.fileFor(1000));

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

    shelf.prune(shelf.fileFor(800));

    assertThat(left())
        .containsExactly(".checkpoint-000000000900.aria.12346.tmp", "checkpoint-000000000800.aria");
  }

  @Test
  void prune_checkpointsThatCameLate_keepsTheFirstBehindEachMultiple() throws IOException {
    CheckpointShelf shelf = new CheckpointShelf(folder, 1, 200);
    for (long step : List.of(100L, 301L, 502L, 590L, 703L)) {
      Files.createFile(shelf.fileFor(step));

      shelf.prune(shelf.fileFor(step));
    }

    assertThat(left())
        .containsExactly(
            "checkpoint-000000000301.aria",
            "checkpoint-000000000502.aria",
            "checkpoint-000000000703.aria");
  }

  @Test
  void prune_damagedOnesOfLaterSteps_doNotCostThoseJustWritten() throws IOException {
    CheckpointShelf shelf = new CheckpointShelf(folder, 1, 0);
    for (long step : List.of(400L, 500L, 2000L)) { // went on from 400, since 2000 is damaged
      Files.createFile(shelf.fileFor(step));
    }

    shelf.prune(shelf.fileFor(500));

    assertThat(left())
        .containsExactly("checkpoint-000000000500.aria", "checkpoint-000000002000.aria");
  }

  @Test
  void newestStep_someCheckpoints_isTheLastOnes() throws IOException {
    CheckpointShelf shelf = new CheckpointShelf(folder, 2, 0);
    assertThat(shelf.newestStep()).isZero();

    Files.createFile(shelf.fileFor(75));
    Files.createFile(shelf.fileFor(100));

    assertThat(shelf.newestStep()).isEqualTo(100);
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
