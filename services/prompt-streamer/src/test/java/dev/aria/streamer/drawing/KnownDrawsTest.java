package dev.aria.streamer.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.conditioning.RandomConditioning;
import dev.aria.core.conditioning.SwapProbability;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.PolicyConstants;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.SamplerState;
import dev.aria.core.record.WeightsVersion;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import dev.aria.streamer.TestRun;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The draws of fixed settings, held against digests of what earlier versions drew: a run that is
 * under way must go on with the same draws after an upgrade.
 */
final class KnownDrawsTest {
  private static final List<Double> SHARES = List.of(0.5, 0.3, 0.15, 0.05);
  private static final int PAIRS = 12;

  @ParameterizedTest
  @CsvSource({
    "swapped, focus, 0, bc8b9f5c32fb79d0",
    "swapped, preserve, 2, eed0b4433930adf1",
    "all, focus, 2, 552c0bda846bfef7",
    "all, preserve, 0, 07080e4c043176a9"
  })
  void make_knownSettings_drawsWhatEarlierVersionsDrew(
      String scope, String objective, int drawsPerPrompt, String digest) throws Exception {
    RunSettings run = TestRun.run(60, scope, objective, drawsPerPrompt);
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    StepMaker maker = maker(run);
    SamplerState state = StepMaker.start(run, TestRun.DIGEST);

    for (int step = 0; step < 60; step++) {
      StepMaker.Step made = maker.make(state, weights(step), step);
      for (DrawBatch batch : made.batches()) {
        sha.update(Topics.draws(run).codec().encode(batch));
      }
      state = made.after();
      sha.update(Topics.samplerState(run).codec().encode(state));
    }

    assertThat(HexFormat.of().formatHex(sha.digest()).substring(0, 16)).isEqualTo(digest);
  }

  private static StepMaker maker(RunSettings run) {
    int[] regionOf = IntStream.range(0, PAIRS).map(i -> i % 3).toArray();
    return new StepMaker(
        run,
        new RandomConditioning(1000, PAIRS, SwapProbability.exponential(5), 0.1),
        new ListCorpus(101, 37, 20, 7),
        TestRun.map(SHARES),
        new StepMaker.Pairs(new PairIndex(regionOf, SHARES.size()), "pairs-a"));
  }

  /** Weights that change at every tenth step; natural ones at first. */
  private static BranchWeights weights(int step) {
    double[] p =
        step < 10 ? new double[] {0.5, 0.3, 0.15, 0.05} : new double[] {0.1, 0.2, 0.3, 0.4};
    if (step >= 30) {
      p = new double[] {0.25, 0.05, 0.35, 0.35};
    }
    return BranchWeights.of(
        new SamplingWeights(
            "a-run",
            new WeightsVersion(1, 1 + step / 10),
            0,
            TestRun.DIGEST,
            "aria",
            PolicyConstants.DEFAULTS,
            0,
            1,
            Arrays.stream(p).mapToObj(w -> new RegionWeight(w, w, w, 1, 1, 0)).toList()));
  }
}
