package dev.aria.operations.audit;

import dev.aria.core.record.CheckpointPublished;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one student's checkpoints hold, by steps done. */
final class StudentCheckpoints {
  private final Findings findings;
  private final TreeMap<Long, String> weights = new TreeMap<>();
  private long last = -1;

  StudentCheckpoints(Findings findings) {
    this.findings = findings;
  }

  void add(CheckpointPublished published) {
    String sha = published.weightsSha256();
    String before = weights.putIfAbsent(published.step(), sha);
    if (before != null && !before.equals(sha)) {
      findings.add(
          Check.CHECKPOINT_CONTRADICTED,
          "step %d: weights %s and then %s".formatted(published.step(), before, sha));
    }
    if (published.last()) {
      last = published.step();
    }
  }

  /** Whether the student was finished, with {@code steps} steps done. */
  boolean finishedAt(long steps) {
    return last == steps;
  }

  /** Steps done at the newest; 0 before the first. */
  long newest() {
    return weights.isEmpty() ? 0 : weights.lastKey();
  }

  /** SHA-256 of the weights, by steps done. */
  SortedMap<Long, String> weights() {
    return weights;
  }
}
