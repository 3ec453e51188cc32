package dev.aria.trials.chaos.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The times between two steps drawn, and that since the last one, unless it is the run's last.
 *
 * @param drawn when each step that is new was seen, in order
 * @param over whether the last of them is the run's last
 */
public record DrawGaps(List<Instant> drawn, boolean over) {
  private static final Duration UNNOTICED = Duration.ofSeconds(2);

  public DrawGaps {
    drawn = List.copyOf(drawn);
  }

  /** The longest that ends in (from, to], whole, or is still open then. */
  public Duration longest(Instant from, Instant to) {
    Instant before =
        drawn.stream()
            .filter(seen -> !seen.isAfter(from))
            .reduce((earlier, later) -> later)
            .orElse(from);
    return longest(before, from, to);
  }

  /** The longest of what lies between the two moments. */
  public Duration within(Instant from, Instant to) {
    return longest(from, from, to);
  }

  /** Whether for two seconds, and for half of the time, no step was drawn. */
  public boolean standsStill(Instant from, Instant to) {
    Duration half = Duration.between(from, to).dividedBy(2);
    Duration most = half.compareTo(UNNOTICED) > 0 ? half : UNNOTICED;
    return within(from, to).compareTo(most) > 0;
  }

  private Duration longest(Instant begin, Instant from, Instant to) {
    List<Instant> ends =
        new ArrayList<>(
            drawn.stream().filter(seen -> seen.isAfter(from) && !seen.isAfter(to)).toList());
    if (!isOverBy(to)) {
      ends.add(to);
    }
    Duration longest = Duration.ZERO;
    Instant last = begin;
    for (Instant end : ends) {
      Duration gap = Duration.between(last, end);
      longest = gap.compareTo(longest) > 0 ? gap : longest;
      last = end;
    }
    return longest;
  }

  private boolean isOverBy(Instant moment) {
    return over && (drawn.isEmpty() || !drawn.get(drawn.size() - 1).isAfter(moment));
  }
}
