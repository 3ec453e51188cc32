package dev.aria.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointFolderTest {
  @TempDir private Path directory;

  @Test
  void prune_manyCheckpoints_keepsTheNewestAndEveryKth() throws IOException {
    CheckpointFolder folder = new CheckpointFolder(directory, 2, 300);
    for (long step = 100; step <= 1000; step += 100) {
      Files.createFile(folder.fileFor(step));
    }
    Files.createFile(directory.resolve("student.pt"));

    folder.prune(folder.fileFor(1000));

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
    CheckpointFolder folder = new CheckpointFolder(directory, 2, 0);
    Files.createFile(directory.resolve(".checkpoint-000000000737.aria.12345.tmp"));
    Files.createFile(directory.resolve(".checkpoint-000000000900.aria.12346.tmp"));
    Files.createFile(folder.fileFor(800));

    folder.prune(folder.fileFor(800));

    assertThat(left())
        .containsExactly(".checkpoint-000000000900.aria.12346.tmp", "checkpoint-000000000800.aria");
  }

  @Test
  void prune_checkpointsThatCameLate_keepsTheFirstBehindEachMultiple() throws IOException {
    CheckpointFolder folder = new CheckpointFolder(directory, 1, 200);
    for (long step : List.of(100L, 301L, 502L, 590L, 703L)) {
      Files.createFile(folder.fileFor(step));

      folder.prune(folder.fileFor(step));
    }

    assertThat(left())
        .containsExactly(
            "checkpoint-000000000301.aria",
            "checkpoint-000000000502.aria",
            "checkpoint-000000000703.aria");
  }

  @Test
  void prune_damagedOnesOfLaterSteps_doNotCostThoseJustWritten() throws IOException {
    CheckpointFolder folder = new CheckpointFolder(directory, 1, 0);
    for (long step : List.of(400L, 500L, 2000L)) { // went on from 400, since 2000 is damaged
      Files.createFile(folder.fileFor(step));
    }

    folder.prune(folder.fileFor(500));

    assertThat(left())
        .containsExactly("checkpoint-000000000500.aria", "checkpoint-000000002000.aria");
  }

  @Test
  void newestStep_someCheckpoints_isTheLastOnes() throws IOException {
    CheckpointFolder folder = new CheckpointFolder(directory, 2, 0);
    assertThat(folder.newestStep()).isZero();

    Files.createFile(folder.fileFor(75));
    Files.createFile(folder.fileFor(100));

    assertThat(folder.newestStep()).isEqualTo(100);
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
