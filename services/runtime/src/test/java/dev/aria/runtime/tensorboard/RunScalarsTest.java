package dev.aria.runtime.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.record.WeightsVersion;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunScalarsTest {
  private static final int SHARDS = 2;
  private static final int BATCH = 64;

  private final RunSettings run =
      Settings.load(
              "-Daria.run.name=r",
              "-Daria.run.steps=25",
              "-Daria.run.shards=" + SHARDS,
              "-Daria.run.micro-batch=32")
          .run();

  @Test
  void report_everySteps_pointsHaveTheMeanLossSinceTheLastAndTheRateOfTheirStep() {
    List<ScalarPoint> points = read(scalars(10), 25);

    assertThat(points).extracting(ScalarPoint::step).containsExactly(10L, 20L, 25L);
    assertThat(points)
        .extracting(point -> point.values().get("loss"))
        .containsExactly(4.55, 14.55, 22.05); // steps 0 to 9, 10 to 19, 20 to 24; shards .0 and .1
    assertThat(points)
        .extracting(point -> point.values().get("learning_rate"))
        .containsExactly(0.1, 0.2, 0.25);
    assertThat(points)
        .extracting(point -> point.values().get("teacher_passes"))
        .containsExactly(10.0 * BATCH, 20.0 * BATCH, 25.0 * BATCH);
    assertThat(points.get(0).time())
        .isEqualTo(Reports.BEGAN.plus(Duration.ofMillis(900 + SHARDS - 1)));
  }

  @Test
  void report_pointsLessThanASecondApart_haveASpeedOnceASecond() {
    List<ScalarPoint> points = read(scalars(1), 25);

    List<ScalarPoint> withSpeed =
        points.stream().filter(point -> point.values().containsKey("samples_per_second")).toList();
    assertThat(withSpeed).extracting(ScalarPoint::step).containsExactly(11L, 21L);
    assertThat(withSpeed)
        .allSatisfy(
            point ->
                assertThat(point.values().get("samples_per_second"))
                    .isCloseTo(10.0 * BATCH, within(1e-9)));
  }

  @Test
  void report_regionsWithDiscrepancies_averagesLeaveOutTheNullBranch() {
    ScalarPoint last = read(scalars(25), 25).get(0);

    assertThat(last.values().get("discrepancy/macro")).isCloseTo(2, within(1e-6));
    assertThat(last.values().get("discrepancy/worst_decile")).isCloseTo(3, within(1e-6));
    assertThat(last.values()).doesNotContainKey("probe_discrepancy/macro");
  }

  @Test
  void report_newWeights_showOnceWithTheFirstStepDrawnUnderThem() {
    RunScalars scalars = scalars(1);
    scalars.weights(Reports.weights(Reports.FIRST, 0.1, 0.5, 0.2, 0.2));

    List<ScalarPoint> points = new ArrayList<>();
    for (int step = 0; step < 3; step++) {
      WeightsVersion version = step == 0 ? WeightsVersion.INITIAL : Reports.FIRST;
      points.addAll(scalars.report(Reports.of("student", step, 0, version)));
      points.addAll(scalars.report(Reports.of("student", step, 1, version)));
    }

    assertThat(points.get(0).values()).doesNotContainKeys("weight/theta", "ratio/macro");
    assertThat(points.get(1).values())
        .containsEntry("weight/largest_1", 0.5)
        .containsEntry("weight/largest_2", 0.2)
        .containsEntry("weight/largest_3", 0.2)
        .containsEntry("weight/theta", 0.75)
        .containsEntry("weight/version", 1.0)
        .containsEntry("ratio/macro", 2.5)
        .containsEntry("ratio/worst_decile", 4.0);
    assertThat(points.get(2).values()).doesNotContainKeys("weight/theta", "ratio/macro");
  }

  @Test
  void report_ofAnotherStudent_isPassedOver() {
    RunScalars scalars = scalars(1);

    assertThat(scalars.report(Reports.of("other", 0, 0, WeightsVersion.INITIAL))).isEmpty();
    assertThat(scalars.report(Reports.of("other", 0, 1, WeightsVersion.INITIAL))).isEmpty();
    assertThat(scalars.report(Reports.of(0, 0))).isEmpty();
    assertThat(scalars.report(Reports.of(0, 1))).hasSize(1);
  }

  @Test
  void report_unknownLearningRate_isLeftOut() {
    RunScalars scalars =
        new RunScalars(run, new RunScalars.ScalarSource("student", step -> Double.NaN), 1);

    assertThat(read(scalars, 2)).noneMatch(point -> point.values().containsKey("learning_rate"));
  }

  private RunScalars scalars(int every) {
    return new RunScalars(run, new RunScalars.ScalarSource("student", step -> step / 100.0), every);
  }

  private static List<ScalarPoint> read(RunScalars scalars, int steps) {
    List<ScalarPoint> points = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      for (int shard = 0; shard < SHARDS; shard++) {
        points.addAll(scalars.report(Reports.of(step, shard)));
      }
    }
    return points;
  }
}
