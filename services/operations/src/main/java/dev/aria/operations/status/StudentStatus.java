package dev.aria.operations.status;

import dev.aria.core.record.CheckpointPublished;
import java.util.Optional;

/**
 * Where one student stands.
 *
 * @param name of the student
 * @param lead whether it steers the draws
 * @param trained global steps that every shard has trained
 * @param loss of its last report; NaN where no report is kept
 * @param checkpoint its last one
 */
public record StudentStatus(
    String name,
    boolean lead,
    long trained,
    double loss,
    Optional<CheckpointPublished> checkpoint) {
  /** Whether it has learned all of a run of {@code steps} steps. */
  public boolean isFinished(long steps) {
    return checkpoint.filter(published -> published.endsRunOf(steps)).isPresent();
  }
}
