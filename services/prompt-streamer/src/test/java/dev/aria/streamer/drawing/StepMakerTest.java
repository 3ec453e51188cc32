package dev.aria.streamer.drawing;

import static dev.aria.streamer.drawing.StepRig.REGIONS;
import static dev.aria.streamer.drawing.StepRig.SHARES;
import static dev.aria.streamer.drawing.StepRig.conditioning;
import static dev.aria.streamer.drawing.StepRig.corpus;
import static dev.aria.streamer.drawing.StepRig.maker;
import static dev.aria.streamer.drawing.StepRig.natural;
import static dev.aria.streamer.drawing.StepRig.ofBranch;
import static dev.aria.streamer.drawing.StepRig.pairs;
import static dev.aria.streamer.drawing.StepRig.steps;
import static dev.aria.streamer.drawing.StepRig.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.conditioning.SwapProbability;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.SamplerState;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.streamer.TestRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class StepMakerTest {
  private static final double LARGEST_LAG = 1.0 / 2 + 1.0 / 3 + 1.0 / 4; // H_R - 1

  @Test
  void make_fromTheSameState_givesTheSameStep() {
    RunSettings run = TestRun.run(50, "all", "focus", 0);
    StepMaker maker = maker(run, SwapProbability.exponential(5));
    BranchWeights equal = weights(1, 0.25, 0.25, 0.25, 0.25);
    SamplerState state = StepMaker.start(run, TestRun.DIGEST);
    for (int i = 0; i < 10; i++) {
      state = maker.make(state, equal, 3).after();
    }

    StepMaker.Step first = maker.make(state, equal, 3);

    assertThat(maker.make(state, equal, 3)).isEqualTo(first);
  }

  @Test
  void make_ordinaryStep_holdsWhatDefinesIt() {
    RunSettings run = TestRun.run(2, "swapped", "focus", 0);
    StepMaker maker = maker(run, SwapProbability.constant(0.5));

    StepMaker.Step first = maker.make(StepMaker.start(run, TestRun.DIGEST), natural(), 9);
    StepMaker.Step second = maker.make(first.after(), natural(), 9);

    assertThat(first.batches()).extracting(DrawBatch::shard).containsExactly(0, 1);
    assertThat(second.batches().get(1).draws())
        .extracting(Draw::ordinal)
        .containsExactlyElementsOf(LongStream.range(48, 64).boxed().toList());
    assertThat(first.after().finished()).isFalse();
    assertThat(second.after().finished()).isTrue();
    assertThat(second.after().controlOffset()).isEqualTo(9);
    assertThat(second.after().nextOrdinal()).isEqualTo(64);
  }

  @Test
  void make_swappedDraw_carriesItsPromptAndCondition() {
    RunSettings run = TestRun.run(20, "swapped", "focus", 0);
    StepMaker maker = maker(run, SwapProbability.constant(0.5));

    for (DrawBatch batch : steps(maker, run, 20, natural())) {
      float[] condition = new float[2];
      List<Draw> swapped = ofBranch(List.of(batch), Branch.SWAPPED);
      for (Draw draw : swapped) {
        batch.conditions().readRow(draw.conditionRow(), condition, 0);
        assertThat((int) condition[0]).isEqualTo(draw.region());
        assertThat(draw.prompt().orElseThrow().id())
            .isEqualTo(1000L * draw.region() + (long) condition[1]);
      }
      assertThat(batch.conditions().shape()).containsExactly(swapped.size(), 2);
    }
  }

  @Test
  void make_manySteps_visitsEveryPromptOfARegionBeforeAnyTwice() {
    RunSettings run = TestRun.run(200, "swapped", "focus", 0);
    StepMaker maker = maker(run, SwapProbability.constant(1));
    Map<Integer, List<Long>> visited = new HashMap<>();
    for (Draw draw : ofBranch(steps(maker, run, 200, natural()), Branch.SWAPPED)) {
      visited
          .computeIfAbsent(draw.region(), region -> new ArrayList<>())
          .add(draw.prompt().orElseThrow().id());
    }

    visited.forEach(
        (region, ids) -> {
          int size = (int) corpus().size(region);
          for (int start = 0; start + size <= ids.size(); start += size) {
            assertThat(ids.subList(start, start + size)).doesNotHaveDuplicates();
          }
          assertThat(ids.size()).isGreaterThan(2 * size);
        });
    assertThat(visited).hasSize(REGIONS);
  }

  @Test
  void make_adversarialWeightsOver100000Draws_staysWithinTheSchedulersBound() {
    RunSettings run = TestRun.run(10_000, "swapped", "focus", 0);
    StepMaker maker = maker(run, SwapProbability.constant(1));
    SplittableRandom random = new SplittableRandom(3);
    double[] owed = new double[REGIONS];
    long drawn = 0;
    SamplerState state = StepMaker.start(run, TestRun.DIGEST);
    for (int version = 1; drawn < 100_000; version++) {
      double[] p = version % 3 == 0 ? towards(smallest(owed)) : anyWeights(random);
      StepMaker.Step step = maker.make(state, weights(version, p), 0);
      List<Draw> swapped = ofBranch(step.batches(), Branch.SWAPPED);
      swapped.forEach(draw -> owed[draw.region()]--);
      for (int region = 0; region < REGIONS; region++) {
        owed[region] += swapped.size() * p[region];
        assertThat(owed[region]).isBetween(-1.0, LARGEST_LAG + 1e-6);
      }
      drawn += swapped.size();
      state = step.after();
    }
  }

  @Test
  void make_changingWeights_noRegionWaitsLongerThanItsBound() {
    RunSettings run = TestRun.run(10_000, "swapped", "focus", 0);
    StepMaker maker = maker(run, SwapProbability.constant(1));
    SplittableRandom random = new SplittableRandom(5);
    SamplerState state = StepMaker.start(run, TestRun.DIGEST);
    long[] since = new long[REGIONS];
    double[] least = {1, 1, 1, 1};
    for (int step = 0; step < 3500; step++) {
      double[] p = anyWeights(random);
      StepMaker.Step made = maker.make(state, weights(step + 1, p), 0);
      List<Draw> swapped = ofBranch(made.batches(), Branch.SWAPPED);
      for (int region = 0; region < REGIONS; region++) {
        int own = region;
        least[region] = Math.min(least[region], p[region]);
        if (swapped.stream().anyMatch(draw -> draw.region() == own)) {
          since[region] = 0;
          least[region] = 1;
        } else {
          since[region] += swapped.size();
          assertThat((double) since[region])
              .isLessThanOrEqualTo((LARGEST_LAG + 2) / least[region] + run.batch());
        }
      }
      state = made.after();
    }
  }

  @Test
  void make_preserve_weighsASteeredDrawByBaseOverDraw() {
    RunSettings run = TestRun.run(40, "swapped", "preserve", 0);
    StepMaker maker = maker(run, SwapProbability.constant(0.5));
    double[] p = {0.1, 0.2, 0.3, 0.4};

    List<DrawBatch> batches = steps(maker, run, 40, weights(1, p));

    assertThat(ofBranch(batches, Branch.SWAPPED))
        .isNotEmpty()
        .allSatisfy(
            draw ->
                assertThat((double) draw.importanceWeight())
                    .isCloseTo(SHARES.get(draw.region()) / p[draw.region()], within(1e-6)));
    assertThat(ofBranch(batches, Branch.PAIRED))
        .isNotEmpty()
        .allSatisfy(draw -> assertThat(draw.importanceWeight()).isOne());
    assertThat(ofBranch(batches, Branch.NULL))
        .isNotEmpty()
        .allSatisfy(draw -> assertThat(draw.importanceWeight()).isOne());
  }

  @Test
  void make_scopeAll_drawsPairsByTheirWeights() {
    RunSettings run = TestRun.run(100, "all", "focus", 0);
    StepMaker maker = maker(run, SwapProbability.constant(0));

    List<Draw> paired =
        ofBranch(steps(maker, run, 100, weights(1, 0.1, 0.2, 0.3, 0.4)), Branch.PAIRED);

    int[] drawn = new int[REGIONS];
    for (Draw draw : paired) {
      assertThat(draw.latentId() % 3).isEqualTo(draw.region());
      drawn[draw.region()]++;
    }
    double[] p = {0.1 / 0.6, 0.2 / 0.6, 0.3 / 0.6, 0}; // region 3 has no pairs
    for (int region = 0; region < REGIONS; region++) {
      assertThat((double) drawn[region]).isCloseTo(paired.size() * p[region], within(2.0));
    }
  }

  @Test
  void make_regionWithoutPrompts_passesItsWeightOn() {
    RunSettings run = TestRun.run(20, "swapped", "focus", 0);
    StepMaker maker =
        new StepMaker(
            run,
            conditioning(SwapProbability.constant(1)),
            new ListCorpus(5, 0, 5, 5),
            TestRun.map(SHARES),
            pairs());

    List<DrawBatch> batches = steps(maker, run, 20, weights(1, 0.25, 0.25, 0.25, 0.25));

    assertThat(ofBranch(batches, Branch.SWAPPED))
        .isNotEmpty()
        .allSatisfy(
            draw -> {
              assertThat(draw.region()).isNotEqualTo(1);
              assertThat(draw.drawProbability()).isCloseTo(1.0 / 3, within(1e-12));
            });
  }

  @Test
  void make_drawsPerPromptTwo_givesAPromptAtMostTwoTuples() {
    RunSettings run = TestRun.run(400, "swapped", "focus", 2);
    StepMaker maker = maker(run, SwapProbability.constant(0.5));
    Map<String, Set<String>> tuples = new HashMap<>();
    for (DrawBatch batch : steps(maker, run, 400, natural())) {
      for (Draw draw : batch.draws()) {
        tuples
            .computeIfAbsent(prompt(draw), prompt -> new HashSet<>())
            .add(draw.timestep() + "/" + draw.latentId() + "/" + draw.noiseSeed());
      }
    }

    assertThat(tuples.values()).allSatisfy(own -> assertThat(own.size()).isLessThanOrEqualTo(2));
    assertThat(tuples.values()).anySatisfy(own -> assertThat(own).hasSize(2));
  }

  private static String prompt(Draw draw) {
    return draw.branch()
        + draw.prompt().map(p -> "prompt " + p.id()).orElse("latent " + draw.latentId());
  }

  private static double[] anyWeights(SplittableRandom random) {
    double[] weights = random.doubles(REGIONS).map(u -> u * u * u + 1e-3).toArray();
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(w -> w / sum).toArray();
  }

  /** Nearly all of the weight on one region. */
  private static double[] towards(int region) {
    double[] weights = new double[REGIONS];
    Arrays.fill(weights, 0.01);
    weights[region] = 1 - 0.01 * (REGIONS - 1);
    return weights;
  }

  private static int smallest(double[] owed) {
    return IntStream.range(0, owed.length)
        .boxed()
        .min((a, b) -> Double.compare(owed[a], owed[b]))
        .orElseThrow();
  }
}
