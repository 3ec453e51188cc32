package dev.aria.streamer.drawing;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.conditioning.RandomConditioning;
import dev.aria.core.conditioning.SwapProbability;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.PolicyConstants;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.SamplerState;
import dev.aria.core.record.WeightsVersion;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.streamer.TestRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A made-up corpus of four regions, with pairs in three of them, and steps drawn from it. */
final class StepRig {
  static final List<Double> SHARES = List.of(0.5, 0.3, 0.15, 0.05);
  static final int REGIONS = 4;
  static final int PAIRS = 12;

  private StepRig() {}

  static StepMaker maker(RunSettings run, SwapProbability swap) {
    return new StepMaker(run, conditioning(swap), corpus(), TestRun.map(SHARES), pairs());
  }

  static RandomConditioning conditioning(SwapProbability swap) {
    return new RandomConditioning(1000, PAIRS, swap, 0.1);
  }

  static ListCorpus corpus() {
    return new ListCorpus(101, 37, 20, 7);
  }

  /** Pair i lies in region i mod 3; region 3 has none. */
  static StepMaker.Pairs pairs() {
    int[] regionOf = IntStream.range(0, PAIRS).map(i -> i % 3).toArray();
    return new StepMaker.Pairs(new PairIndex(regionOf, REGIONS), "pairs-a");
  }

  static BranchWeights natural() {
    return BranchWeights.natural(TestRun.map(SHARES), pairs().index());
  }

  static BranchWeights weights(long number, double... p) {
    return BranchWeights.of(
        new SamplingWeights(
            "a-run",
            new WeightsVersion(1, number),
            0,
            TestRun.DIGEST,
            "aria",
            PolicyConstants.DEFAULTS,
            0,
            1,
            Arrays.stream(p).mapToObj(w -> new RegionWeight(w, w, w, 1, 1, 0)).toList()));
  }

  static List<DrawBatch> steps(StepMaker maker, RunSettings run, int count, BranchWeights by) {
    List<DrawBatch> batches = new ArrayList<>();
    SamplerState state = StepMaker.start(run, TestRun.DIGEST);
    for (int i = 0; i < count; i++) {
      StepMaker.Step step = maker.make(state, by, 0);
      batches.addAll(step.batches());
      state = step.after();
    }
    return batches;
  }

  static List<Draw> ofBranch(List<DrawBatch> batches, Branch branch) {
    return batches.stream()
        .flatMap(batch -> batch.draws().stream())
        .filter(draw -> draw.branch() == branch)
        .toList();
  }
}
