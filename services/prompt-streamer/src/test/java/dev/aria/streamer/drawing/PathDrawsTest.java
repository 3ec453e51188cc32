package dev.aria.streamer.drawing;

import static dev.aria.streamer.drawing.StepRig.REGIONS;
import static dev.aria.streamer.drawing.StepRig.SHARES;
import static dev.aria.streamer.drawing.StepRig.conditioning;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The draws of a step that lie on the teacher's paths. */
final class PathDrawsTest {
  @Test
  void make_withPaths_goesAlongThemInPlaceAndInOrder() {
    RunSettings run = TestRun.withPaths(TestRun.run(200, "paths", "focus", 0), 0.25, 5);
    Map<Long, List<Draw>> paths = new LinkedHashMap<>();
    for (DrawBatch batch : steps(maker(run, SwapProbability.constant(0)), run, 200, natural())) {
      List<Draw> onPaths = ofBranch(List.of(batch), Branch.PATH);
      assertThat(batch.draws().subList(0, 4)).isEqualTo(onPaths);
      float[] condition = new float[2];
      for (Draw draw : onPaths) {
        paths.computeIfAbsent(draw.noiseSeed(), seed -> new ArrayList<>()).add(draw);
        batch.conditions().readRow(draw.conditionRow(), condition, 0);
        assertThat((int) condition[0]).isEqualTo(draw.region());
      }
    }

    assertThat(paths.values()).filteredOn(path -> path.size() == 5).hasSizeGreaterThan(300);
    assertThat(paths.values()).allSatisfy(PathDrawsTest::assertOnePath);
  }

  private static void assertOnePath(List<Draw> path) {
    assertThat(path).extracting(Draw::prompt).containsOnly(path.get(0).prompt());
    int first = path.get(0).pathPosition();
    assertThat(path)
        .extracting(Draw::pathPosition)
        .containsExactlyElementsOf(IntStream.range(first, first + path.size()).boxed().toList());
    assertThat(path).extracting(Draw::timestep).isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void make_withPaths_beginsThemByTheWeights() {
    RunSettings run = TestRun.withPaths(TestRun.run(400, "paths", "preserve", 0), 0.5, 4);
    BranchWeights weights = weights(1, 0.1, 0.2, 0.3, 0.4);

    List<Draw> onPaths =
        ofBranch(steps(maker(run, SwapProbability.constant(0.5)), run, 400, weights), Branch.PATH);

    double[] shares = new double[REGIONS];
    onPaths.forEach(draw -> shares[draw.region()] += 1.0 / onPaths.size());
    assertThat(shares).containsExactly(new double[] {0.1, 0.2, 0.3, 0.4}, within(0.01));
    assertThat(onPaths)
        .allSatisfy(
            draw -> {
              double base = SHARES.get(draw.region());
              assertThat(draw.baseProbability()).isCloseTo(base, within(1e-12));
              assertThat((double) draw.importanceWeight())
                  .isCloseTo(base / draw.drawProbability(), within(1e-6));
            });
  }

  @Test
  void make_withPathsFromTheSameState_givesTheSameStep() {
    RunSettings run = TestRun.withPaths(TestRun.run(50, "all", "focus", 2), 0.25, 6);
    StepMaker maker = maker(run, SwapProbability.exponential(5));
    SamplerState state = StepMaker.start(run, TestRun.DIGEST);
    for (int i = 0; i < 10; i++) {
      state = maker.make(state, natural(), 3).after();
    }

    StepMaker.Step first = maker.make(state, natural(), 3);

    assertThat(maker.make(state, natural(), 3)).isEqualTo(first);
    assertThat(state.paths()).hasSize(8);
    assertThat(state.pathLength()).isEqualTo(6);
  }

  @Test
  void make_corpusThatGrowsMeanwhile_keepsThePromptsOfPathsUnderWay() {
    RunSettings run = TestRun.withPaths(TestRun.run(50, "paths", "focus", 0), 0.25, 10);
    SwapProbability none = SwapProbability.constant(0);
    StepMaker.Step before =
        maker(run, none).make(StepMaker.start(run, TestRun.DIGEST), natural(), 0);
    ListCorpus larger = new ListCorpus(150, 90, 41, 11);
    StepMaker grown = new StepMaker(run, conditioning(none), larger, TestRun.map(SHARES), pairs());

    StepMaker.Step after = grown.make(before.after(), natural(), 0);

    assertThat(ofBranch(after.batches(), Branch.PATH))
        .filteredOn(draw -> draw.pathPosition() > 0)
        .isNotEmpty()
        .extracting(Draw::prompt)
        .isSubsetOf(ofBranch(before.batches(), Branch.PATH).stream().map(Draw::prompt).toList());
  }

  @Test
  void make_pathsWithDrawsPerPromptTwo_giveAPromptAtMostTwoPaths() {
    RunSettings run = TestRun.withPaths(TestRun.run(900, "paths", "focus", 2), 0.25, 4);
    List<DrawBatch> batches = steps(maker(run, SwapProbability.constant(0)), run, 900, natural());
    Map<Long, Set<Long>> seeds = new HashMap<>();
    for (Draw draw : ofBranch(batches, Branch.PATH)) {
      long prompt = draw.prompt().orElseThrow().id();
      seeds.computeIfAbsent(prompt, id -> new HashSet<>()).add(draw.noiseSeed());
    }

    assertThat(seeds.values()).allSatisfy(own -> assertThat(own.size()).isLessThanOrEqualTo(2));
    assertThat(seeds.values()).anySatisfy(own -> assertThat(own).hasSize(2));
  }
}
