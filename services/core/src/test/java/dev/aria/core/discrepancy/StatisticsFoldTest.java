package dev.aria.core.discrepancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.conditioning.Branch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StatisticsFoldTest {
  static List<Tracker> trackers() {
    return List.of(Tracker.named("ema", 1), Tracker.named("kalman", 1));
  }

  private static StatisticsFold fold(Tracker tracker, int regions) {
    return new StatisticsFold(
        tracker, Signal.TRAINING, Set.of(Branch.SWAPPED), Collections.nCopies(regions, 0));
  }

  @ParameterizedTest
  @MethodSource("trackers")
  void fold_stationaryStream_findsRatiosAndNoise(Tracker tracker) {
    World world = new World(1, 64, 0.5);
    StatisticsFold fold = fold(tracker, 64);
    Statistics statistics = Statistics.initial(0, "map", 64);
    for (int tick = 0; tick < 300; tick++) {
      statistics = fold.fold(statistics, world.tick(tick, 640, world::anyRegion));
    }

    assertThat(logError(fold, statistics, world)).isLessThan(0.1);
    assertThat(statistics.pooled().noise()).isCloseTo(0.5, within(0.05));
    assertThat(fold.summary(statistics).regions().get(3).rootMeanSquare())
        .isCloseTo(world.ratios[3] / world.meanRatio() * Math.sqrt(1.5), within(0.35));
  }

  private static double logError(StatisticsFold fold, Statistics statistics, World world) {
    double squares = 0;
    for (int region = 0; region < world.ratios.length; region++) {
      double found = fold.summary(statistics).regions().get(region).ratio();
      squares += Math.pow(Math.log(found * world.meanRatio() / world.ratios[region]), 2);
    }
    return Math.sqrt(squares / world.ratios.length);
  }

  @ParameterizedTest
  @MethodSource("trackers")
  void fold_studentThatEqualsItsTeacher_staysFinite(Tracker tracker) {
    World world = new World(1, 4, 0.5);
    Arrays.fill(world.ratios, 0);
    StatisticsFold fold = fold(tracker, 4);
    Statistics statistics = Statistics.initial(0, "map", 4);
    for (int tick = 0; tick < 200; tick++) {
      statistics = fold.fold(statistics, world.tick(tick, 640, world::anyRegion));
    }

    DiscrepancySummary summary = fold.summary(statistics);
    assertThat(summary.pooledElasticity()).isFinite();
    assertThat(summary.regions())
        .allSatisfy(
            region -> {
              assertThat(region.ratio()).isFinite();
              assertThat(region.rootMeanSquare()).isFinite();
              assertThat(region.elasticity()).isFinite();
            });
  }

  @ParameterizedTest
  @MethodSource("trackers")
  void fold_noisyJumpOfSomeRegions_isFollowedSoon(Tracker tracker) {
    World world = new World(2, 32, 0.5);
    Arrays.fill(world.ratios, 1);
    StatisticsFold fold = fold(tracker, 32);
    Statistics statistics = Statistics.initial(0, "map", 32);
    for (int tick = 0; tick < 150; tick++) {
      statistics = fold.fold(statistics, world.tick(tick, 320, i -> i % 32));
    }
    for (int region = 0; region < 8; region++) {
      world.ratios[region] = 2.5;
    }
    for (int tick = 150; tick < 162; tick++) { // 120 samples of each region
      statistics = fold.fold(statistics, world.tick(tick, 320, i -> i % 32));
    }

    int near = 0;
    for (int region = 0; region < 8; region++) {
      double found = fold.summary(statistics).regions().get(region).ratio() * world.meanRatio();
      near += Math.abs(found / 2.5 - 1) < 0.3 ? 1 : 0;
    }
    assertThat(near).isGreaterThanOrEqualTo(7);
  }

  @ParameterizedTest
  @MethodSource("trackers")
  void fold_lossesInAnyUnitAtEachTimestep_leavesRatiosAlone(Tracker tracker) {
    StatisticsFold fold = fold(tracker, 16);
    List<Statistics> found = new ArrayList<>();
    List<IntToDoubleFunction> units = List.of(bin -> 1, bin -> 0.125, bin -> 0.1 + bin);
    for (IntToDoubleFunction unit : units) {
      World world = new World(3, 16, 0.5);
      world.unit = unit;
      Statistics statistics = Statistics.initial(0, "map", 16);
      for (int tick = 0; tick < 50; tick++) {
        statistics = fold.fold(statistics, world.tick(tick, 160, world::anyRegion));
      }
      found.add(statistics);
    }

    for (int region = 0; region < 16; region++) {
      double expected = found.get(0).estimates().get(region).ratio();
      assertThat(found.get(1).estimates().get(region).ratio()).isCloseTo(expected, within(1e-5));
      assertThat(found.get(2).estimates().get(region).ratio()).isCloseTo(expected, within(1e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("trackers")
  void fold_mixOfRegionsChangesAbruptly_leavesUntouchedRegionsAlone(Tracker tracker) {
    World world = new World(4, 16, 0.05);
    StatisticsFold fold = fold(tracker, 16);
    Statistics statistics = Statistics.initial(0, "map", 16);
    for (int tick = 0; tick < 200; tick++) {
      statistics = fold.fold(statistics, world.tick(tick, 640, world::anyRegion));
    }
    int hardest = 0;
    for (int region = 1; region < 16; region++) {
      hardest = world.ratios[region] > world.ratios[hardest] ? region : hardest;
    }
    int chosen = hardest;
    Statistics before = statistics;
    for (int tick = 200; tick < 260; tick++) {
      statistics =
          fold.fold(
              statistics, world.tick(tick, 640, i -> i % 2 == 0 ? chosen : world.anyRegion(i)));
    }

    double shift = 0;
    for (int region = 0; region < 16; region++) {
      double moved =
          statistics.estimates().get(region).ratio() / before.estimates().get(region).ratio();
      assertThat(moved).isCloseTo(1, within(0.1));
      shift += (moved - 1) / 16;
    }
    assertThat(shift).isCloseTo(0, within(0.03));
    for (int bin = 0; bin < TimestepBins.COUNT; bin++) { // a plain mean would rise by half or more
      double level = statistics.normaliser().level(bin, Branch.SWAPPED);
      double old = before.normaliser().level(bin, Branch.SWAPPED);
      assertThat(level / old).isCloseTo(1, within(0.05));
    }
  }

  @Test
  void summary_unseenRegions_takeTheirGroupsMean() {
    StatisticsFold fold =
        new StatisticsFold(
            new CountAwareEma(0.02, 1),
            Signal.TRAINING,
            Set.of(Branch.SWAPPED),
            List.of(0, 0, 0, 1, 2, 1));
    World world = new World(5, 6, 0);
    Arrays.fill(world.ratios, 1);
    Arrays.fill(world.ratios, 0, 3, 4);
    Statistics statistics = Statistics.initial(0, "map", 6);
    for (int tick = 0; tick < 60; tick++) { // regions 2, 4 and 5 never
      statistics = fold.fold(statistics, world.tick(tick, 90, i -> new int[] {0, 1, 3}[i % 3]));
    }

    List<RegionDiscrepancy> regions = fold.summary(statistics).regions();

    double seen = regions.get(0).ratio();
    assertThat(regions.get(2).ratio()).isCloseTo((2 * seen + 2) / 4, within(0.05));
    assertThat(regions.get(2).samples()).isZero();
    assertThat(regions.get(4).ratio()).isEqualTo(1);
    assertThat(seen / regions.get(3).ratio()).isCloseTo(4, within(0.2));
  }

  @ParameterizedTest
  @MethodSource("trackers")
  void fold_oneSampleOfEachRegionAtATime_findsTheNoise(Tracker tracker) {
    World world = new World(7, 32, 0.4);
    StatisticsFold fold = fold(tracker, 32);
    Statistics statistics = Statistics.initial(0, "map", 32);
    for (int tick = 0; tick < 500; tick++) {
      statistics = fold.fold(statistics, world.tick(tick, 32, i -> i));
    }

    assertThat(statistics.pooled().noise()).isCloseTo(0.4, within(0.08));
  }

  @Test
  void fold_powerLawCurves_findsTheirElasticities() {
    int regions = 8;
    StatisticsFold fold = fold(new CountAwareEma(0.02, 1), regions);
    World world = new World(6, regions, 0.3);
    Statistics statistics = Statistics.initial(0, "map", regions);
    for (int tick = 0; tick < 300; tick++) {
      for (int region = 0; region < regions; region++) {
        double exponent = region < 4 ? 0.0 : 0.6;
        world.ratios[region] = 20 * Math.pow(20.0 * tick + 10, -exponent);
      }
      statistics = fold.fold(statistics, world.tick(tick, 160, i -> i % 8));
    }

    DiscrepancySummary summary = fold.summary(statistics);

    double flat = 0;
    double steep = 0;
    for (int region = 0; region < 4; region++) {
      flat += summary.regions().get(region).elasticity() / 4;
      steep += summary.regions().get(region + 4).elasticity() / 4;
    }
    assertThat(flat).isLessThan(0.15);
    assertThat(steep).isCloseTo(0.6, within(0.12));
    assertThat(summary.pooledElasticity()).isBetween(flat, steep);
  }

  @Test
  void fold_probeSignal_readsProbesAndCountsTrainingSamples() {
    StatisticsFold fold =
        new StatisticsFold(
            new CountAwareEma(0.02, 1), Signal.PROBE, Set.of(Branch.SWAPPED), List.of(0, 0));
    DiscrepancyCells probes = new DiscrepancyCells();
    probes.add(0, 3, Branch.PAIRED, 0.2);
    probes.add(1, 3, Branch.PAIRED, 0.6);
    DiscrepancyCells training = new DiscrepancyCells();
    training.add(0, 15, Branch.SWAPPED, 9);
    training.add(0, 15, Branch.PAIRED, 9);
    training.add(-1, 15, Branch.NULL, 9);

    Statistics after =
        fold.fold(Statistics.initial(0, "map", 2), new Tick(0, training.toSums(), probes.toSums()));

    assertThat(after.estimates().get(0).ratio()).isCloseTo(0.5, within(1e-6));
    assertThat(after.estimates().get(1).ratio()).isCloseTo(1.5, within(1e-6));
    assertThat(after.trained()).containsExactly(1L, 0L);
  }

  @Test
  void fold_probeSignal_measuresElasticityAgainstTrainingSamples() {
    StatisticsFold fold =
        new StatisticsFold(
            new CountAwareEma(0.02, 1), Signal.PROBE, Set.of(Branch.SWAPPED), List.of(0, 0));
    Statistics statistics = Statistics.initial(0, "map", 2);
    for (int tick = 0; tick < 200; tick++) {
      DiscrepancyCells training = new DiscrepancyCells();
      DiscrepancyCells probes = new DiscrepancyCells();
      for (int region = 0; region < 2; region++) {
        for (int i = 0; i < 20; i++) {
          training.add(region, 15, Branch.SWAPPED, 1);
        }
        double exponent = region == 0 ? 0.0 : 0.6;
        for (int bin = 0; bin < 4; bin++) {
          probes.add(region, bin, Branch.PAIRED, Math.pow(20.0 * tick + 10, -exponent));
        }
      }
      statistics = fold.fold(statistics, new Tick(tick, training.toSums(), probes.toSums()));
    }

    List<RegionDiscrepancy> regions = fold.summary(statistics).regions();

    assertThat(regions.get(0).elasticity()).isLessThan(0.2);
    assertThat(regions.get(1).elasticity()).isCloseTo(0.6, within(0.15));
  }

  @Test
  void fold_branchesThatAreNotSteered_areNotRead() {
    StatisticsFold swappedOnly = fold(new CountAwareEma(0.02, 1), 2);
    DiscrepancyCells cells = new DiscrepancyCells();
    cells.add(0, 3, Branch.PAIRED, 0.2);
    cells.add(-1, 3, Branch.NULL, 0.2);

    Statistics after =
        swappedOnly.fold(Statistics.initial(0, "map", 2), new Tick(0, cells.toSums(), List.of()));

    assertThat(after.estimates()).containsOnly(RegionEstimate.UNSEEN);
    assertThat(after.trained()).containsOnly(0L);
  }

  @Test
  void named_unknownTracker_isRefused() {
    assertThatThrownBy(() -> Tracker.named("lms", 1)).hasMessageContaining("ema, kalman");
  }

  @Test
  void fold_wrongTickOrRegions_isRefused() {
    StatisticsFold fold = fold(new CountAwareEma(0.02, 1), 2);
    Tick later = new Tick(1, List.of(), List.of());

    assertThatThrownBy(() -> fold.fold(Statistics.initial(0, "map", 2), later))
        .hasMessageContaining("expected tick 0");
    assertThatThrownBy(
            () -> fold.fold(Statistics.initial(0, "map", 3), new Tick(0, List.of(), List.of())))
        .hasMessageContaining("regions");
    assertThatThrownBy(
            () ->
                new StatisticsFold(
                    new ScalarKalman(1), Signal.PROBE, Set.of(Branch.NULL), List.of(0)))
        .hasMessageContaining("steered");
  }
}
