package dev.aria.operations.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.runtime.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFilesTest {
  @TempDir private Path folder;

  @Test
  void adopt_settingsThatLieElsewhere_areTheRunsSettings() throws Exception {
    Path config = Files.writeString(folder.resolve("my run.conf"), "aria.run.shards = 7");

    RunFiles run = RunFiles.adopt(folder.resolve("data"), "mine", config);

    assertThat(Settings.load("--config", run.settings().toString()).run().shards()).isEqualTo(7);
  }

  @Test
  void adopt_itsOwnSettings_leavesThemAsTheyAre() throws Exception {
    RunFiles run = RunFiles.of(folder, "mine");
    run.writeSettings(Map.of("aria.run.shards", 3));
    String before = Files.readString(run.settings());

    RunFiles.adopt(folder, "mine", run.settings());

    assertThat(run.settings()).hasContent(before);
  }
}
