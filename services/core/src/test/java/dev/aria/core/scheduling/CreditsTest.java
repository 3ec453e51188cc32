package dev.aria.core.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CreditsTest {
  private static final int DRAWS = 100_000;

  @ParameterizedTest
  @CsvSource({"2,1", "16,1", "16,7", "64,64", "256,256", "1024,64"})
  void serve_randomWeightsThatChange_staysWithinTheBounds(int regions, int batch) {
    SplittableRandom random = new SplittableRandom(regions * 31L + batch);
    Audit audit = new Audit(regions, batch);
    Credits credits = Credits.none(regions);
    double[] weights = Weights.random(random, regions, 1e-4);

    for (int batchIndex = 0; batchIndex * batch < DRAWS; batchIndex++) {
      if (batchIndex % 5 == 0) {
        weights = Weights.random(random, regions, 1e-4);
      }
      Serving serving = credits.serve(weights, batch);
      audit.check(weights, serving);
      credits = serving.credits();
    }

    audit.checkCredits(credits);
  }

  @ParameterizedTest
  @CsvSource({"2,1", "16,1", "16,7", "64,16", "256,1"})
  void serve_adversaryWhoFeedsTheUnserved_staysWithinTheBounds(int regions, int batch) {
    Audit audit = new Audit(regions, batch);
    Credits credits = Credits.none(regions);
    boolean[] starved = new boolean[regions];
    Arrays.fill(starved, true);

    for (int batchIndex = 0; batchIndex * batch < DRAWS; batchIndex++) {
      double[] weights = Weights.onlyOn(starved, 1e-5);
      Serving serving = credits.serve(weights, batch);
      audit.check(weights, serving);
      credits = serving.credits();
      Weights.dropServed(starved, serving);
    }
  }

  @Test
  void serve_adversary_comesCloseToTheBound() {
    int regions = 64;
    Credits credits = Credits.none(regions);
    boolean[] starved = new boolean[regions];
    Arrays.fill(starved, true);
    double worst = 0;

    for (int draw = 0; draw < regions - 1; draw++) {
      Serving serving = credits.serve(Weights.onlyOn(starved, 0), 1);
      credits = serving.credits();
      worst = Math.max(worst, Arrays.stream(credits.toArray()).max().orElseThrow());
      Weights.dropServed(starved, serving);
    }

    assertThat(worst).isCloseTo(Audit.harmonic(regions) - 1, within(1e-9));
  }

  @Test
  void serve_fixedWeights_spacesVisitsEvenly() {
    SplittableRandom random = new SplittableRandom(8);
    double[] weights = Weights.random(random, 32, 1e-3);
    int[] last = new int[32];
    double worst = 0;
    Credits credits = Credits.none(32);
    for (int draw = 0; draw < 50_000; draw++) {
      Serving serving = credits.serve(weights, 1);
      credits = serving.credits();
      int region = serving.regions()[0];
      worst = Math.max(worst, (draw - last[region]) * weights[region]);
      last[region] = draw;
    }

    assertThat(worst).isLessThan(2);
  }

  @Test
  void serve_oneRegionTakesNearlyAll_othersAreStillServedInTime() {
    int regions = 64;
    double[] weights = new double[regions];
    Arrays.fill(weights, 0.02 / regions);
    weights[5] += 0.98;
    Audit audit = new Audit(regions, 16);
    Credits credits = Credits.none(regions);

    for (int i = 0; i < DRAWS / 16; i++) {
      Serving serving = credits.serve(weights, 16);
      audit.check(weights, serving);
      credits = serving.credits();
    }

    assertThat(audit.leastServed()).isPositive();
  }

  @Test
  void serve_manyAtOnce_equalsTheSlowGreedyModel() {
    SplittableRandom random = new SplittableRandom(4);
    for (int trial = 0; trial < 300; trial++) {
      int regions = 1 + random.nextInt(12);
      int draws = random.nextInt(20);
      double[] weights = Weights.random(random, regions, 0);
      double[] start = random.doubles(regions, -1, 3).toArray();

      int[] counts = Credits.of(start).serve(weights, draws).counts();

      assertThat(counts).containsExactly(greedy(start, weights, draws));
    }
  }

  @Test
  void serve_afterExportAndImport_goesOnTheSame() {
    double[] weights = Weights.random(new SplittableRandom(2), 8, 0);
    Serving first = Credits.none(8).serve(weights, 13);

    Credits imported = Credits.of(first.credits().toArray());

    assertThat(imported.serve(weights, 9).counts())
        .containsExactly(first.credits().serve(weights, 9).counts());
  }

  @Test
  void serve_leavesItsInputsAlone_andRegionsMatchCounts() {
    double[] weights = {0.5, 0.25, 0.25};
    Credits credits = Credits.none(3);

    Serving serving = credits.serve(weights, 4);

    assertThat(credits.toArray()).containsExactly(0, 0, 0);
    assertThat(weights).containsExactly(0.5, 0.25, 0.25);
    assertThat(serving.regions()).containsExactly(0, 0, 1, 2);
    assertThat(credits.serve(weights, 0).counts()).containsOnly(0);
  }

  @Test
  void arguments_bad_areRefused() {
    Credits credits = Credits.none(2);

    assertThatThrownBy(() -> credits.serve(new double[] {0.5, 0.6}, 1)).hasMessageContaining("sum");
    assertThatThrownBy(() -> credits.serve(new double[] {-0.5, 1.5}, 1)).hasMessageContaining("0");
    assertThatThrownBy(() -> credits.serve(new double[] {Double.NaN, 1}, 1))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> credits.serve(new double[] {1}, 1)).hasMessageContaining("2 weights");
    assertThatThrownBy(() -> Credits.of(new double[] {Double.NaN})).hasMessageContaining("finite");
    assertThatThrownBy(() -> Credits.none(0)).hasMessageContaining("positive");
  }

  private static int[] greedy(double[] start, double[] weights, int draws) {
    int[] counts = new int[start.length];
    for (int draw = 0; draw < draws; draw++) {
      int best = 0;
      for (int region = 1; region < start.length; region++) {
        double credit = start[region] + draws * weights[region] - counts[region];
        if (credit > start[best] + draws * weights[best] - counts[best]) {
          best = region;
        }
      }
      counts[best]++;
    }
    return counts;
  }
}
