package dev.aria.allocator;

import dev.aria.core.allocation.AllocationPolicy;
import dev.aria.core.discrepancy.Rejection;
import dev.aria.core.discrepancy.ReportFence;
import dev.aria.core.discrepancy.Statistics;
import dev.aria.core.discrepancy.Tick;
import dev.aria.core.discrepancy.TickCollector;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.WeightsVersion;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.settings.RunSettings;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The allocation of a run for a caller in the same process: step reports in, weights out after each
 * tick. It leads from the run's first step to its last, so there is one term, and nothing is kept
 * in Redis. Not thread-safe.
 */
public final class LockStepAllocator {
  private static final long TERM = 1;

  private final RunSettings run;
  private final RegionMapRecord map;
  private final WeightsMaker maker;
  private Statistics statistics;
  private long number;
  private @Nullable TickCollector collector;

  /**
   * @param map the run's region map
   * @param pairs the run's paired set, of which the shares of the regions are read now
   */
  public LockStepAllocator(RunSettings run, RegionMapRecord map, PairedSet pairs) {
    this(run, map, pairs, UnaryOperator.identity());
  }

  /**
   * @param map the run's region map
   * @param pairs the run's paired set, of which the shares of the regions are read now
   * @param rule what takes the place of the sampling rule that the run asks for, given that rule
   */
  public LockStepAllocator(
      RunSettings run, RegionMapRecord map, PairedSet pairs, UnaryOperator<AllocationPolicy> rule) {
    this.run = run;
    this.map = map;
    this.maker = new WeightsMaker(run, map, PairShares.of(map, pairs), rule);
    this.statistics = maker.initial();
  }

  /**
   * Takes in a report; the first one names the student.
   *
   * @return the weights after the tick that the report completes; empty when it completes none
   * @throws IllegalArgumentException when the report is not counted: of another student, lineage or
   *     map, or repeated
   */
  public Optional<SamplingWeights> report(StepReport report) {
    TickCollector ticks = collector == null ? collector(report.student()) : collector;
    collector = ticks;
    Optional<Rejection> rejection = ticks.offer(report);
    if (rejection.isPresent()) {
      throw new IllegalArgumentException(
          "the report of student '%s', step %d, shard %d is not counted: %s"
              .formatted(report.student(), report.step(), report.shard(), rejection.get()));
    }
    return ticks.poll().map(this::fold);
  }

  private TickCollector collector(String student) {
    ReportFence fence =
        new ReportFence(student, run.lineage(), map.digest(), TERM, map.regions(), run.shards());
    return new TickCollector(fence, run.allocation().stepsPerTick(), statistics.nextTick());
  }

  private SamplingWeights fold(Tick tick) {
    statistics = maker.fold().fold(statistics, tick);
    number++;
    return maker.weights(statistics, new WeightsVersion(TERM, number));
  }
}
