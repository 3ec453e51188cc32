package dev.aria.core.discrepancy;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.DiscrepancySum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes ticks into {@link Statistics}, one after the other: normalises each cell by its level, lets
 * the tracker follow each region, and measures elasticities. Deterministic to the bit: cells come
 * sorted, and transcendental functions are {@link StrictMath}'s. Ours; of ARIA only "online
 * estimates of teacher-student discrepancy per region" is public.
 */
public final class StatisticsFold {
  private static final Set<Branch> WITH_REGION = Set.of(Branch.PAIRED, Branch.SWAPPED, Branch.PATH);

  private final Tracker tracker;
  private final Signal signal;
  private final Set<Branch> steered;
  private final List<Integer> groups;

  /**
   * @param steered branches whose condition follows the weights; never {@link Branch#NULL}
   * @param groups parent cluster of each region, from 0 up
   * @throws IllegalArgumentException when a branch without regions is steered or a group is
   *     negative
   */
  public StatisticsFold(Tracker tracker, Signal signal, Set<Branch> steered, List<Integer> groups) {
    if (steered.isEmpty() || !WITH_REGION.containsAll(steered)) {
      throw new IllegalArgumentException(
          "steered branches must be some of %s, got %s".formatted(WITH_REGION, steered));
    }
    if (groups.isEmpty() || groups.stream().anyMatch(group -> group < 0)) {
      throw new IllegalArgumentException("every region needs a group of at least 0");
    }
    this.tracker = tracker;
    this.signal = signal;
    this.steered = Set.copyOf(steered);
    this.groups = List.copyOf(groups);
  }

  /**
   * The statistics after {@code tick}.
   *
   * @throws IllegalArgumentException when it is not the next tick or the regions do not match
   */
  public Statistics fold(Statistics before, Tick tick) {
    if (tick.number() != before.nextTick() || before.regions() != groups.size()) {
      throw new IllegalArgumentException(
          "expected tick %d of %d regions, got tick %d for %d regions"
              .formatted(before.nextTick(), groups.size(), tick.number(), before.regions()));
    }
    List<DiscrepancySum> cells =
        signal.of(tick).stream().filter(cell -> signalBranches().contains(cell.branch())).toList();
    RegionPriors priors = new RegionPriors(before.estimates(), groups);
    Normaliser levels = before.normaliser().fold(cells, priors::relative);
    NormalisedSums sums =
        new NormalisedSums(
            before.regions(), cells, cell -> level(before.normaliser(), levels, cell));
    return new Step(before, tick, priors, sums, levels).after();
  }

  private Set<Branch> signalBranches() {
    return signal == Signal.PROBE ? WITH_REGION : steered;
  }

  /** The level before the tick, so that it owes nothing to the cell; at first, the cell's own. */
  private static double level(Normaliser before, Normaliser after, DiscrepancySum cell) {
    Normaliser source = before.count(cell.bin(), cell.branch()) > 0 ? before : after;
    return source.level(cell.bin(), cell.branch());
  }

  /** What {@link Statistics} say of each region, gaps filled. */
  public DiscrepancySummary summary(Statistics statistics) {
    RegionPriors priors = new RegionPriors(statistics.estimates(), groups);
    return DiscrepancySummary.of(statistics, priors);
  }

  /** The passage over all regions of one tick. */
  private final class Step {
    private final Statistics before;
    private final RegionPriors priors;
    private final NormalisedSums sums;
    private final Normaliser levels;
    private final long[] trained;
    private final PooledEstimate pooled;
    private final PooledUpdate update = new PooledUpdate();
    private final List<RegionEstimate> estimates = new ArrayList<>();
    private final List<ElasticityEstimate> elasticities = new ArrayList<>();

    Step(
        Statistics before, Tick tick, RegionPriors priors, NormalisedSums sums, Normaliser levels) {
      this.before = before;
      this.priors = priors;
      this.sums = sums;
      this.levels = levels;
      this.trained = before.trained().stream().mapToLong(Long::longValue).toArray();
      for (DiscrepancySum cell : tick.training()) {
        if (steered.contains(cell.branch())) {
          trained[cell.region()] += cell.count();
        }
      }
      long clock = before.pooled().clock();
      for (int region = 0; region < before.regions(); region++) {
        clock += sums.of(region).map(Observation::count).orElse(0L);
      }
      pooled = new PooledEstimate(clock, before.pooled().noise(), before.pooled().driftTime());
    }

    Statistics after() {
      double meanLevel = levels.meanLevel(signalBranches());
      List<Long> counts = new ArrayList<>();
      for (int region = 0; region < before.regions(); region++) {
        Optional<Observation> seen = sums.of(region);
        estimates.add(estimate(region, seen));
        elasticities.add(elasticity(region, seen, meanLevel));
        counts.add(trained[region]);
      }
      return new Statistics(
          before.lineage(),
          before.regionMapDigest(),
          before.nextTick() + 1,
          update.applyTo(pooled, tracker, before.nextTick()),
          levels,
          estimates,
          elasticities,
          counts);
    }

    private RegionEstimate estimate(int region, Optional<Observation> seen) {
      if (seen.isEmpty()) {
        return before.estimates().get(region);
      }
      RegionEstimate prior = priors.of(region);
      RegionEstimate after = tracker.update(prior, seen.get(), pooled);
      update.add(prior, seen.get(), after, tracker.surprise(prior, seen.get(), pooled));
      return after;
    }

    private ElasticityEstimate elasticity(
        int region, Optional<Observation> seen, double meanLevel) {
      return before
          .elasticities()
          .get(region)
          .observe(
              seen.map(Observation::mean).orElse(0.0) * meanLevel,
              seen.map(Observation::count).orElse(0L),
              trained[region],
              pooled.noise());
    }
  }
}
