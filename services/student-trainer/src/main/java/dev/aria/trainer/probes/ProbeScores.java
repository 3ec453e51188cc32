package dev.aria.trainer.probes;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.diffusion.TimestepFractions;
import dev.aria.core.discrepancy.DiscrepancyCells;
import dev.aria.core.discrepancy.TimestepBins;
import dev.aria.core.record.DiscrepancySum;
import dev.aria.core.record.ProbeSet;
import dev.aria.models.training.MicroBatch;
import dev.aria.trainer.student.NotFinite;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Scores a student on the probes, each shard's apart, so that a report does not depend on who made
 * it. Their sums travel as swapped draws, since their prompts come from the corpus.
 */
public final class ProbeScores {
  private static final int SCORED_AT_ONCE = 256;

  private final Map<Integer, Probes> regions = new TreeMap<>();
  private final ProbeRotation rotation;
  private final NoiseSchedule schedule;
  private final TimestepFractions fractions;

  private record Probes(ProbeSet set, MicroBatch samples) {}

  private record Due(int region, int index) {}

  /**
   * @param everySteps steps between two scorings
   * @param shards V
   * @param schedule the teacher's
   */
  public ProbeScores(int everySteps, int shards, NoiseSchedule schedule) {
    this.rotation = new ProbeRotation(everySteps, shards);
    this.schedule = schedule;
    this.fractions = schedule.fractions();
  }

  /** Takes in the probes of one region, in place of those it had. */
  public void add(ProbeSet set) {
    regions.put(set.region(), new Probes(set, ProbeBatches.of(set, schedule)));
  }

  /**
   * Sums of the probes that {@code shard} scores with {@code step}; none when none are due.
   *
   * @param scorer (N) discrepancies of N samples at the weights that the step starts from
   */
  public List<DiscrepancySum> at(
      long step, int shard, String regionMapDigest, Function<MicroBatch, float[]> scorer) {
    DiscrepancyCells cells = new DiscrepancyCells();
    List<Due> due = due(step, shard, regionMapDigest);
    for (int from = 0; from < due.size(); from += SCORED_AT_ONCE) {
      List<Due> some = due.subList(from, Math.min(from + SCORED_AT_ONCE, due.size()));
      float[] scores = scorer.apply(samples(some));
      for (int i = 0; i < scores.length; i++) {
        add(cells, some.get(i), scores[i], step);
      }
    }
    return cells.toSums();
  }

  private List<Due> due(long step, int shard, String regionMapDigest) {
    if (!rotation.isDue(step)) {
      return List.of();
    }
    return regions.values().stream()
        .map(Probes::set)
        .filter(set -> rotation.shardOf(set.region()) == shard)
        .filter(set -> set.regionMapDigest().equals(regionMapDigest))
        .flatMap(
            set ->
                rotation
                    .indices(step, set.timesteps().size())
                    .mapToObj(index -> new Due(set.region(), index)))
        .toList();
  }

  private MicroBatch samples(List<Due> due) {
    return ProbeBatches.rows(
        due.stream().map(probe -> probes(probe.region()).samples()).toList(),
        due.stream().mapToInt(Due::index).toArray());
  }

  private Probes probes(int region) {
    Probes probes = regions.get(region);
    if (probes == null) {
      throw new IllegalArgumentException("no probes of region " + region);
    }
    return probes;
  }

  private void add(DiscrepancyCells cells, Due probe, float score, long step) {
    if (!Float.isFinite(score)) {
      throw new NotFinite("the discrepancy of a probe of region " + probe.region(), step);
    }
    int t = probes(probe.region()).set().timesteps().get(probe.index());
    cells.add(probe.region(), TimestepBins.of(fractions.at(t)), Branch.SWAPPED, score);
  }
}
