package dev.aria.trainer.feed;

import dev.aria.runtime.kafka.reading.TopicReader;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The partitions of a reader that are not fetched for the time being. */
public final class PausedPartitions {
  private final TopicReader<?> reader;
  private final Set<Integer> paused = new HashSet<>();

  /** None is paused yet. */
  public PausedPartitions(TopicReader<?> reader) {
    this.reader = reader;
  }

  /**
   * Pauses {@code wanted}, and fetches all others.
   *
   * @return those that were paused and are fetched again
   */
  public Set<Integer> pauseOnly(Collection<Integer> wanted) {
    Set<Integer> released = new HashSet<>(paused);
    released.removeAll(wanted);
    if (!released.isEmpty()) {
      reader.resume(released);
    }
    if (!paused.containsAll(wanted)) {
      reader.pause(wanted);
    }
    paused.clear();
    paused.addAll(wanted);
    return released;
  }
}
