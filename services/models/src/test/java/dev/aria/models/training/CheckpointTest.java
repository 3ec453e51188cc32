package dev.aria.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  private static final OptimizerSettings SETTINGS = OptimizerSettings.cosine(1e-2, 5, 50);

  @TempDir Path folder;

  private static Trainable fresh() {
    return Trainable.create(TinyProblem.model(1), SETTINGS, "cpu");
  }

  private static void train(Trainable model, int from, int to) {
    for (int i = from; i < to; i++) {
      model.apply(
          List.of(
              model.shardGradient(TinyProblem.batch(2L * i, 16)),
              model.shardGradient(TinyProblem.batch(2L * i + 1, 16))));
    }
  }

  @Test
  void resume_halfWay_endsWithTheSameBitsAsWithoutAStop() {
    Path file = folder.resolve("half.ckpt");
    Path straightEnd = folder.resolve("straight.ckpt");
    Path resumedEnd = folder.resolve("resumed.ckpt");
    try (Trainable straight = fresh();
        Trainable stopped = fresh()) {
      train(straight, 0, 20);
      train(stopped, 0, 10);
      stopped.checkpoint(file, Map.of("offset.3", "41"));

      Resumed resumed = Trainable.resume(file, "cpu");

      try (Trainable model = resumed.model()) {
        assertThat(resumed.metadata()).containsExactly(Map.entry("offset.3", "41"));
        assertThat(model.step()).isEqualTo(10);
        train(model, 10, 20);
        assertThat(model.weightsSha256()).isEqualTo(straight.weightsSha256());
        assertThat(model.checkpoint(resumedEnd, Map.of()).sha256())
            .as("moments and average too")
            .isEqualTo(straight.checkpoint(straightEnd, Map.of()).sha256());
      }
    }
  }

  @Test
  void resume_ofOthers_takesNumbersOfItsOwnModuleAlone() {
    Path file = folder.resolve("theirs.ckpt");
    try (Trainable theirs = fresh();
        Trainable ours = fresh();
        Trainable other = Trainable.create(TinyProblem.model(2), SETTINGS, "cpu")) {
      train(theirs, 0, 2);
      theirs.checkpoint(file, Map.of());

      try (Trainable taken =
          Trainable.resume(file, Optional.empty(), "cpu", ours.descriptor().sha256()).model()) {
        assertThat(taken.weightsSha256()).isEqualTo(theirs.weightsSha256());
      }
      assertThatThrownBy(
              () -> Trainable.resume(file, Optional.empty(), "cpu", other.descriptor().sha256()))
          .isInstanceOf(CheckpointUnreadable.class)
          .hasMessageContaining(other.descriptor().sha256());
    }
  }

  @Test
  void checkpoint_written_digestIsThatOfTheFile() throws IOException {
    Path file = folder.resolve("a.ckpt");
    try (Trainable model = fresh()) {
      CheckpointWritten written = model.checkpoint(file, Map.of());

      assertThat(written.sha256()).isEqualTo(Sha256.of(file));
    }
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void resume_anyByteChangedOrCutShort_refused() throws IOException {
    Path file = folder.resolve("a.ckpt");
    try (Trainable model = fresh()) {
      model.checkpoint(file, Map.of());
    }
    byte[] good = Files.readAllBytes(file);
    for (int at : new int[] {0, 9, 100, good.length / 2, good.length - 1}) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      Files.write(file, bad);
      assertThatThrownBy(() -> Trainable.resume(file, "cpu"))
          .as("byte %d", at)
          .isInstanceOf(CheckpointUnreadable.class)
          .hasMessageContaining("a.ckpt");
    }
    for (int length : new int[] {0, 5, good.length - 1}) {
      Files.write(file, Arrays.copyOf(good, length));
      assertThatThrownBy(() -> Trainable.resume(file, "cpu"))
          .isInstanceOf(CheckpointUnreadable.class);
    }
  }

  @Test
  void resume_missingFile_refusedByName() {
    assertThatThrownBy(() -> Trainable.resume(folder.resolve("none.ckpt"), "cpu"))
        .isInstanceOf(CheckpointUnreadable.class)
        .hasMessageContaining("none.ckpt");
  }

  @Test
  void resume_moduleIsNotItsDescriptors_refusedBeforeItLoads() throws IOException {
    Path file = folder.resolve("a.ckpt");
    try (Trainable model = fresh()) {
      model.checkpoint(file, Map.of());
    }
    CheckpointFile good = CheckpointFile.read(file);
    byte[] module = good.archive().clone();
    module[module.length / 2] ^= 1;
    new CheckpointFile(good.header(), module, good.arrays()).write(file);

    assertThatThrownBy(() -> Trainable.resume(file, "cpu"))
        .isInstanceOf(CheckpointUnreadable.class)
        .hasMessageContainingAll("a.ckpt", "SHA-256", good.header().descriptor().sha256());
  }

  @Test
  void resume_headerClaimsMoreThanTheFileHolds_refusedBeforeMemoryIsTaken() throws IOException {
    Path file = folder.resolve("a.ckpt");
    try (Trainable model = fresh()) {
      model.checkpoint(file, Map.of());
    }
    CheckpointFile good = CheckpointFile.read(file);
    CheckpointFile.Header header = good.header();
    for (int parameters : new int[] {-1, 1 << 28, Integer.MAX_VALUE}) {
      CheckpointFile.Header lying =
          new CheckpointFile.Header(
              header.descriptor(),
              header.settings(),
              header.step(),
              header.archiveBytes(),
              parameters,
              Map.of());
      new CheckpointFile(lying, good.archive(), good.arrays()).write(file);

      assertThatThrownBy(() -> CheckpointFile.read(file))
          .isInstanceOf(CheckpointUnreadable.class)
          .hasMessageContaining("it holds");
    }
  }
}
