package dev.aria.models.training;

import dev.aria.core.digest.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A copy of the whole state of a model in training, so that it can be written while training goes
 * on. Thread-safe.
 */
public final class Snapshot {
  private final CheckpointFile file;

  Snapshot(CheckpointFile file) {
    this.file = file;
  }

  /** Optimizer steps it holds. */
  public long step() {
    return file.header().step();
  }

  /** Lower-case hex SHA-256 over the weights' bytes, in parameter order. */
  public String weightsSha256() {
    return new Sha256().add(file.arrays().get(0)).hex();
  }

  /**
   * Writes it as a checkpoint; after a crash at any moment the old file or the new one is whole.
   *
   * @throws java.io.UncheckedIOException when it cannot be written; what was there stays
   */
  public CheckpointWritten write(Path target) {
    return file.write(target);
  }

  /** Bytes that {@link #writeTo} writes. */
  public long bytes() {
    return file.bytes();
  }

  /** Writes the checkpoint's bytes into {@code out}, which stays open. */
  public void writeTo(OutputStream out) throws IOException {
    file.writeTo(out);
  }
}
