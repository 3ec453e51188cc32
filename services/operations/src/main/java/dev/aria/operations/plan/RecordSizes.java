package dev.aria.operations.plan;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.DiscrepancySum;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.PromptCoordinate;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.record.WeightsVersion;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Bytes of a run's records, found by encoding one of each as the services do. Kafka's own framing
 * (some 70 bytes a record) is left out.
 *
 * @param draws one (step, shard) of draws
 * @param targets the same with the teacher's noise
 * @param report one (step, shard) of a step report, every sample in a cell of its own
 */
public record RecordSizes(long draws, long targets, long report) {
  private static final String DIGEST = "d".repeat(64);
  private static final long LARGE = 1L << 40;
  private static final int BINS = 16;
  private static final WeightsVersion VERSION = new WeightsVersion(3, 10_000);

  /** Sizes for {@code run} with samples of {@code sampleSize} and conditions of that extent. */
  public static RecordSizes of(RunSettings run, int sampleSize, int conditionDim) {
    DrawBatch draws = draws(run, conditionDim);
    Tensor noise =
        Tensor.of(new float[run.microBatch() * sampleSize], run.microBatch(), sampleSize);
    Tensor stored = run.halfTargets() ? noise.as(ElementType.FLOAT16) : noise;
    int paths = run.pathDraws();
    Tensor states = Tensor.of(new float[paths * sampleSize], paths, sampleSize);
    TargetBatch targets =
        new TargetBatch(draws, stored, states.as(stored.type()), DIGEST, run.guidance());
    return new RecordSizes(
        Topics.draws(run).codec().encode(draws).length,
        Topics.targets(run).codec().encode(targets).length,
        Topics.stepReports(run).codec().encode(report(run)).length);
  }

  private static DrawBatch draws(RunSettings run, int conditionDim) {
    int paths = run.pathDraws();
    int swapped = (int) Math.ceil(run.microBatch() * run.share(Branch.SWAPPED));
    int ofCorpus = paths + swapped;
    List<Draw> draws = new ArrayList<>();
    for (int i = 0; i < run.microBatch(); i++) {
      Branch branch = i < paths ? Branch.PATH : i < ofCorpus ? Branch.SWAPPED : Branch.PAIRED;
      boolean named = branch != Branch.PAIRED;
      draws.add(
          new Draw(
              LARGE + i,
              branch,
              i % run.regions().count(),
              named ? Optional.of(new PromptCoordinate(7, LARGE, 200, LARGE)) : Optional.empty(),
              named ? i : Draw.NO_CONDITION,
              5_000,
              500,
              Long.MAX_VALUE / 3,
              branch == Branch.PATH ? 10 : Draw.NO_POSITION,
              0.1,
              0.2,
              1));
    }
    return new DrawBatch(
        run.name(),
        run.lineage(),
        DIGEST,
        DIGEST,
        run.steps(),
        run.shards() - 1,
        VERSION,
        draws,
        Tensor.of(new float[ofCorpus * conditionDim], ofCorpus, conditionDim));
  }

  private static StepReport report(RunSettings run) {
    List<DiscrepancySum> sums =
        IntStream.range(0, run.microBatch())
            .mapToObj(
                i ->
                    new DiscrepancySum(
                        i % run.regions().count(), i % BINS, Branch.SWAPPED, 1, LARGE, LARGE))
            .toList();
    return new StepReport(
        run.name(),
        "student",
        true,
        run.lineage(),
        DIGEST,
        run.steps(),
        run.shards() - 1,
        VERSION,
        0.1,
        sums,
        List.of());
  }
}
