package dev.aria.trainer.checkpoint;

import java.nio.file.Path;
import java.util.OptionalLong;

/** Where a trainer that joins gets the state of the student's other trainers. */
public interface PeerState {
  /**
   * Waits for a state as long as the student has other trainers, and writes it to {@code file}.
   *
   * @return steps that the state has learned; empty when there are no others (any more), so that
   *     this trainer goes on from what it has
   */
  OptionalLong receive(Path file);
}
