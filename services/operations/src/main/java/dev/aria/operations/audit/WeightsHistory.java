package dev.aria.operations.audit;

import dev.aria.core.record.WeightsVersion;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Versions of the sampling weights: those published, and those that each step was drawn under. */
final class WeightsHistory {
  private final Findings findings;
  private final Map<Long, WeightsVersion> drawnUnder = new TreeMap<>();
  private final Set<WeightsVersion> published = new HashSet<>();
  private Optional<WeightsVersion> last = Optional.empty();
  private long versions;

  WeightsHistory(Findings findings) {
    this.findings = findings;
  }

  /** {@code cell} was drawn under {@code version}, as all shards of its step must be. */
  void drawn(Cell cell, WeightsVersion version) {
    WeightsVersion others = drawnUnder.putIfAbsent(cell.step(), version);
    if (others != null && !others.equals(version)) {
      findings.add(
          Check.DRAW_WEIGHTS_MIXED, "%s under %s, others %s".formatted(cell, version, others));
    }
  }

  /** {@code next} was published, in the order of the log. */
  void published(WeightsVersion next) {
    last.filter(before -> next.term() < before.term() || next.number() <= before.number())
        .ifPresent(
            before -> findings.add(Check.WEIGHTS_WENT_BACK, "%s after %s".formatted(next, before)));
    last = Optional.of(next);
    published.add(next);
    versions++;
  }

  /** Weights published. */
  long versions() {
    return versions;
  }

  /** What only shows once all draws and all weights are known. */
  void close() {
    WeightsVersion before = WeightsVersion.INITIAL;
    for (Map.Entry<Long, WeightsVersion> step : drawnUnder.entrySet()) {
      WeightsVersion version = step.getValue();
      if (version.compareTo(before) < 0) {
        findings.add(
            Check.DRAW_WEIGHTS_WENT_BACK,
            "step %d under %s, the one before under %s".formatted(step.getKey(), version, before));
      }
      if (!version.equals(WeightsVersion.INITIAL) && !published.contains(version)) {
        findings.add(
            Check.DRAW_WEIGHTS_UNKNOWN,
            "step %d under %s, which was never published".formatted(step.getKey(), version));
      }
      before = version;
    }
  }
}
