package dev.aria.trainer;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.discrepancy.DiscrepancyCells;
import dev.aria.core.discrepancy.TimestepBins;
import dev.aria.core.record.DiscrepancySum;
import dev.aria.core.record.ProbeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Scores a student on the probes. All probes due after a step go through the student in one batch;
 * their sums travel as swapped draws, since their prompts come from the corpus.
 */
final class ProbeScores {
  private final Map<Integer, Probes> regions = new TreeMap<>();
  private final ProbeRotation rotation;
  private final NoiseSchedule schedule;

  private record Probes(ProbeSet set, ShardInputs inputs) {}

  private record Due(int region, int index) {}

  ProbeScores(ProbeRotation rotation, NoiseSchedule schedule) {
    this.rotation = rotation;
    this.schedule = schedule;
  }

  /** Takes in the probes of one region, in place of those it had. */
  void add(ProbeSet set) {
    regions.put(set.region(), new Probes(set, ShardInputs.of(set, schedule)));
  }

  /** Sums after {@code step}, by shard; empty lists when none are due. */
  List<List<DiscrepancySum>> after(long step, Student student) {
    List<DiscrepancyCells> cells =
        IntStream.range(0, rotation.shards()).mapToObj(shard -> new DiscrepancyCells()).toList();
    List<Due> due = due(step);
    if (!due.isEmpty()) {
      List<ShardInputs> rows =
          due.stream().map(probe -> inputs(probe.region()).row(probe.index())).toList();
      float[] scores = student.score(ShardInputs.concatenated(rows));
      for (int i = 0; i < scores.length; i++) {
        add(cells, due.get(i), scores[i], step);
      }
    }
    return cells.stream().map(DiscrepancyCells::toSums).toList();
  }

  private List<Due> due(long step) {
    List<Due> due = new ArrayList<>();
    if (rotation.isDue(step)) {
      regions.forEach(
          (region, probes) ->
              rotation
                  .indices(step, probes.set().timesteps().size())
                  .forEach(index -> due.add(new Due(region, index))));
    }
    return due;
  }

  private ShardInputs inputs(int region) {
    return probes(region).inputs();
  }

  private Probes probes(int region) {
    Probes probes = regions.get(region);
    if (probes == null) {
      throw new IllegalArgumentException("no probes of region " + region);
    }
    return probes;
  }

  private void add(List<DiscrepancyCells> cells, Due probe, float score, long step) {
    if (!Float.isFinite(score)) {
      throw new NotFinite("the discrepancy of a probe of region " + probe.region(), step);
    }
    int t = probes(probe.region()).set().timesteps().get(probe.index());
    cells
        .get(rotation.shardOf(probe.region()))
        .add(
            probe.region(), TimestepBins.of(t, schedule.timesteps()), Branch.SWAPPED, score);
  }
}
