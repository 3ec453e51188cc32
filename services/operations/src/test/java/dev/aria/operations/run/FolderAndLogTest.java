package dev.aria.operations.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder and a log that do not belong together. */
final class FolderAndLogTest {
  private final FolderAndLog empty = new FolderAndLog(topic -> false);
  private final FolderAndLog full = new FolderAndLog(topic -> true);

  @TempDir private Path data;
  private RunFiles files = RunFiles.of(Path.of(""), "mine");
  private final RunSettings run = Settings.load("-Daria.run.name=mine").run();

  @BeforeEach
  void folder() {
    files = RunFiles.of(data, "mine");
  }

  private void checkpoint() throws IOException {
    Path student = Files.createDirectories(files.student("small"));
    Files.writeString(student.resolve("checkpoint-000000000050.aria"), "not read");
  }

  @Test
  void checkRecorded_checkpointsWithoutRecords_isRefused() throws IOException {
    checkpoint();

    assertThatThrownBy(() -> empty.checkRecorded(files, run))
        .isInstanceOf(FolderMismatch.class)
        .hasMessageContaining("run 'mine' has checkpoints under " + files.students())
        .hasMessageContaining("Kafka holds no records of it");
  }

  @Test
  void checkRecorded_checkpointsWithRecords_isFine() throws IOException {
    checkpoint();

    assertThatCode(() -> full.checkRecorded(files, run)).doesNotThrowAnyException();
  }

  @Test
  void checkRecorded_nothingDoneYet_isFine() {
    assertThatCode(() -> empty.checkRecorded(files, run)).doesNotThrowAnyException();
  }

  @Test
  void checkUnused_recordsWithoutAFolder_isRefused() {
    assertThatThrownBy(() -> full.checkUnused(run, files.folder()))
        .isInstanceOf(FolderMismatch.class)
        .hasMessageContaining("Kafka holds records of run 'mine'")
        .hasMessageContaining("choose another name");
  }

  @Test
  void checkUnused_noRecords_isFine() {
    assertThatCode(() -> empty.checkUnused(run, files.folder())).doesNotThrowAnyException();
  }
}
