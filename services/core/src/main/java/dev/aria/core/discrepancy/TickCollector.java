package dev.aria.core.discrepancy;

import dev.aria.core.record.StepReport;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Gathers step reports into ticks. (student, lineage, shard, step) identifies a report: whatever
 * the order, repetition or split over partitions, a complete tick holds the same bits. A report of
 * ours with a bad cell is left out whole, but its step counts as answered, so that one broken
 * trainer does not hold up the rest; nor does a good report after it count, since the tick may have
 * been handed out by then. So of several reports of a key the first in the log decides. One thread
 * at a time.
 */
public final class TickCollector {
  /** Ticks that may be open at once; far more than trainers can be apart. */
  static final int MAX_OPEN = 4096;

  private final ReportFence fence;
  private final int stepsPerTick;
  private final SortedMap<Long, OpenTick> open = new TreeMap<>();
  private final Map<Rejection, Long> rejected = new EnumMap<>(Rejection.class);
  private long next;

  /**
   * Collects for {@code fence} from tick {@code next} on; earlier steps count as repeated.
   *
   * @throws IllegalArgumentException when a tick would cover no step
   */
  public TickCollector(ReportFence fence, int stepsPerTick, long next) {
    if (stepsPerTick < 1) {
      throw new IllegalArgumentException("steps a tick must be at least 1, got " + stepsPerTick);
    }
    this.fence = fence;
    this.stepsPerTick = stepsPerTick;
    this.next = next;
  }

  /** Reports of one tick that has not been handed out. */
  private final class OpenTick {
    private final DiscrepancyCells training = new DiscrepancyCells();
    private final DiscrepancyCells probes = new DiscrepancyCells();
    private final BitSet answered = new BitSet();

    boolean isComplete() {
      return answered.cardinality() == stepsPerTick * fence.shards();
    }
  }

  /**
   * Takes a report in.
   *
   * @return why it was not counted; empty when it was
   */
  public Optional<Rejection> offer(StepReport report) {
    Optional<Rejection> reason = fence.foreign(report).or(() -> count(report));
    reason.ifPresent(rejection -> rejected.merge(rejection, 1L, Long::sum));
    return reason;
  }

  private Optional<Rejection> count(StepReport report) {
    long number = report.step() / stepsPerTick;
    if (number < next) {
      return Optional.of(Rejection.REPEATED);
    }
    if (number >= next + MAX_OPEN) {
      return Optional.of(Rejection.TOO_FAR_AHEAD);
    }
    OpenTick tick = open.computeIfAbsent(number, ignored -> new OpenTick());
    int slot = (int) (report.step() % stepsPerTick) * fence.shards() + report.shard();
    if (tick.answered.get(slot)) {
      return Optional.of(Rejection.REPEATED);
    }
    tick.answered.set(slot);
    if (!fence.plausible(report)) {
      return Optional.of(Rejection.BAD_CELL);
    }
    tick.training.addAll(report.training());
    tick.probes.addAll(report.probes());
    return Optional.empty();
  }

  /** Hands out the next tick once every shard has answered for all of its steps. */
  public Optional<Tick> poll() {
    OpenTick first = open.get(next);
    if (first == null || !first.isComplete()) {
      return Optional.empty();
    }
    open.remove(next);
    Tick tick = new Tick(next, first.training.toSums(), first.probes.toSums());
    next++;
    return Optional.of(tick);
  }

  /** Whether {@code shard} has answered every step of the next tick. */
  public boolean hasAnswered(int shard) {
    OpenTick first = open.get(next);
    return first != null
        && IntStream.range(0, stepsPerTick)
            .allMatch(step -> first.answered.get(step * fence.shards() + shard));
  }

  /** Number of the tick that {@link #poll} will hand out next. */
  public long next() {
    return next;
  }

  /** How many reports were not counted, by reason. */
  public Map<Rejection, Long> rejected() {
    return Map.copyOf(rejected);
  }
}
