package dev.aria.core.conditioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RandomConditioningTest {
  private static final int T = 1000;
  private static final int DRAWS = 200_000;
  private static final long SEED = 1234;
  private static final SwapProbability SWAP = SwapProbability.exponential(5);
  private static final RandomConditioning RC = new RandomConditioning(T, 64, SWAP, 0.1);

  @Test
  void draw_manyOrdinals_hasTheSharesOfTheBranches() {
    int[] counts = new int[3];
    for (long ordinal = 0; ordinal < DRAWS; ordinal++) {
      counts[RC.draw(SEED, ordinal).branch().code()]++;
    }

    assertThat(counts[Branch.NULL.code()] / (double) DRAWS).isCloseTo(0.1, within(0.003));
    assertThat(counts[Branch.SWAPPED.code()] / (double) DRAWS)
        .isCloseTo(RC.swappedShare(), within(0.004));
    assertThat(RC.swappedShare()).isCloseTo(0.9 * 0.1991, within(1e-3));
  }

  @Test
  void draw_atEachTimestepTenth_swapsWithItsProbability() {
    int[] swapped = new int[10];
    int[] kept = new int[10];
    double[] expected = new double[10];
    for (long ordinal = 0; ordinal < DRAWS; ordinal++) {
      BranchDraw draw = RC.draw(SEED, ordinal);
      if (draw.branch() != Branch.NULL) {
        int tenth = draw.t() / 100;
        swapped[tenth] += draw.branch() == Branch.SWAPPED ? 1 : 0;
        kept[tenth] += draw.branch() == Branch.PAIRED ? 1 : 0;
        expected[tenth] += SWAP.at((double) draw.t() / T);
      }
    }

    for (int tenth = 0; tenth < 10; tenth++) {
      double steered = swapped[tenth] + kept[tenth];
      assertThat(swapped[tenth] / steered).isCloseTo(expected[tenth] / steered, within(0.015));
    }
  }

  @Test
  void draw_latentAndTimestep_areUniform() {
    double[] sums = new double[2];
    Set<Long> seeds = new HashSet<>();
    Set<Integer> latents = new HashSet<>();
    for (long ordinal = 0; ordinal < DRAWS; ordinal++) {
      BranchDraw draw = RC.draw(SEED, ordinal);
      sums[0] += draw.latent();
      sums[1] += draw.t();
      latents.add(draw.latent());
      seeds.add(draw.noiseSeed());
    }

    assertThat(sums[0] / DRAWS).isCloseTo(31.5, within(0.2));
    assertThat(sums[1] / DRAWS).isCloseTo(499.5, within(3.0));
    assertThat(latents).hasSize(64);
    assertThat(seeds).hasSize(DRAWS);
  }

  @Test
  void draw_sameSeedAndOrdinal_isTheSameInAnyOrder() {
    BranchDraw later = RC.draw(SEED, 77);
    RC.draw(SEED, 3);

    assertThat(RC.draw(SEED, 77)).isEqualTo(later);
    assertThat(RC.draw(SEED + 1, 77)).isNotEqualTo(later);
  }

  @Test
  void draw_swapCertainOrImpossible_leavesOneBranch() {
    RandomConditioning always = new RandomConditioning(T, 4, SwapProbability.constant(1), 0);
    RandomConditioning never = new RandomConditioning(T, 4, SwapProbability.constant(0), 0);

    for (long ordinal = 0; ordinal < 2000; ordinal++) {
      assertThat(always.draw(SEED, ordinal).branch()).isEqualTo(Branch.SWAPPED);
      assertThat(never.draw(SEED, ordinal).branch()).isEqualTo(Branch.PAIRED);
    }
  }

  @Test
  void reused_visitsOfAPrompt_cycleThroughAsManyTuplesAsSet() {
    Set<BranchDraw> tuples = new HashSet<>();
    for (int visit = 0; visit < 40; visit++) {
      BranchDraw draw = RC.reused(SEED, 99, Branch.SWAPPED, visit, 8);
      tuples.add(draw);
      assertThat(RC.reused(SEED, 99, Branch.SWAPPED, visit + 8, 8)).isEqualTo(draw);
    }

    assertThat(tuples).hasSize(8);
    assertThat(RC.reused(SEED, 98, Branch.SWAPPED, 0, 8)).isNotIn(tuples);
    assertThat(RC.reused(SEED, 99, Branch.PAIRED, 0, 8).noiseSeed())
        .isNotEqualTo(RC.reused(SEED, 99, Branch.SWAPPED, 0, 8).noiseSeed());
  }

  @Test
  void reused_manyPrompts_hasTheTimestepsOfFreshDrawsInEachBranch() {
    double[] fresh = new double[3];
    double[] reused = new double[3];
    int[] counts = new int[3];
    for (long ordinal = 0; ordinal < DRAWS; ordinal++) {
      BranchDraw draw = RC.draw(SEED, ordinal);
      int branch = draw.branch().code();
      counts[branch]++;
      fresh[branch] += draw.t();
      reused[branch] += RC.reused(SEED, ordinal, draw.branch(), 0, 1).t();
    }

    for (int branch = 0; branch < 3; branch++) {
      assertThat(reused[branch] / counts[branch])
          .isCloseTo(fresh[branch] / counts[branch], within(8.0));
    }
    assertThat(fresh[Branch.SWAPPED.code()] / counts[Branch.SWAPPED.code()]).isGreaterThan(780);
  }

  @Test
  void arguments_outOfRange_nameTheBound() {
    assertThatThrownBy(() -> new RandomConditioning(0, 1, SWAP, 0))
        .hasMessageContaining("positive");
    assertThatThrownBy(() -> new RandomConditioning(1, 1, SWAP, 2)).hasMessageContaining("[0, 1]");
    assertThatThrownBy(() -> new RandomConditioning(1, 1, fraction -> 2, 0))
        .hasMessageContaining("p(0)");
    assertThatThrownBy(() -> RC.reused(SEED, 1, Branch.PAIRED, -1, 8))
        .hasMessageContaining("visit");
    assertThatThrownBy(() -> RC.reused(SEED, 1, Branch.PAIRED, 1, 0))
        .hasMessageContaining("draws per prompt");
  }
}
