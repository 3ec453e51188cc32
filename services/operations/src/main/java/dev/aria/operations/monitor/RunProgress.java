package dev.aria.operations.monitor;

import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.SamplerState;
import dev.aria.core.record.StepReport;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How far a run is, folded from its own records. Not thread-safe. */
public final class RunProgress {
  private final String student;
  private final long[] trainedByShard;
  private long drawn;
  private double loss = Double.NaN;
  private Optional<SamplingWeights> weights = Optional.empty();

  /** Follows {@code student} over {@code shards} shards. */
  public RunProgress(String student, int shards) {
    this.student = student;
    this.trainedByShard = new long[shards];
  }

  /** Takes note of a trained (step, shard); other students' and stray reports are passed over. */
  public void report(StepReport report) {
    int shard = report.shard();
    if (report.student().equals(student) && shard < trainedByShard.length) {
      trainedByShard[shard] = Math.max(trainedByShard[shard], report.step() + 1);
      loss = report.loss();
    }
  }

  /** Takes note of what has been drawn. */
  public void sampler(SamplerState state) {
    drawn = Math.max(drawn, state.nextStep());
  }

  /** Takes note of newly published weights. */
  public void weights(SamplingWeights published) {
    weights = Optional.of(published);
  }

  /** Global steps that every shard has trained. */
  public long trained() {
    return Arrays.stream(trainedByShard).min().orElse(0);
  }

  /** Global steps drawn. */
  public long drawn() {
    return drawn;
  }

  /** Loss of the last report; NaN before the first. */
  public double loss() {
    return loss;
  }

  /** Latest weights, once some were published. */
  public Optional<SamplingWeights> weights() {
    return weights;
  }

  /** Indices of the {@code count} regions with the largest tracked ratio, worst first. */
  public List<Integer> worstRegions(int count) {
    List<RegionWeight> regions = weights.map(SamplingWeights::regions).orElse(List.of());
    return IntStream.range(0, regions.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer r) -> -regions.get(r).ratio()))
        .limit(count)
        .toList();
  }
}
