package dev.aria.operations.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.teacher.TeacherFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunPlanTest {
  private static final RunSettings RUN = run(false);
  private static final Measured COSTS = new Measured(0.001, 0.1, 0.004, 1_000_000, 250_000, 160, 8);
  private static final RecordSizes SIZES = new RecordSizes(1_000, 9_000, 500);

  private static RunSettings run(boolean half) {
    return Settings.load(
            "-Daria.run.steps=1000",
            "-Daria.run.shards=4",
            "-Daria.run.micro-batch=50",
            "-Daria.run.half-targets=" + half)
        .run();
  }

  private static RunPlan plan(int cores, int teachers) {
    return new RunPlan(RUN, new RunPlan.Machine(cores, teachers, 2, 3), "measured", COSTS, SIZES);
  }

  @Test
  void stepSeconds_processorsToSpare_isTheSlowestWorkersTime() {
    assertThat(plan(16, 1).stepSeconds()).isCloseTo(0.2, within(1e-12));
    assertThat(plan(16, 4).stepSeconds()).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void stepSeconds_fewProcessors_isTheWholeWorkOverThem() {
    assertThat(plan(1, 4).stepSeconds()).isCloseTo(0.3, within(1e-12));
    assertThat(plan(2, 4).stepSeconds()).isCloseTo(0.15, within(1e-12));
  }

  @Test
  void plan_timesAndRates_followFromTheStep() {
    RunPlan plan = plan(16, 1);

    assertThat(plan.samplesPerSecond()).isCloseTo(1000, within(1e-9));
    assertThat(plan.training()).isEqualTo(Duration.ofSeconds(200));
    assertThat(plan.tagging(1_000)).isEqualTo(Duration.ofSeconds(2));
    assertThat(plan.messagesPerSecond()).isCloseTo(13 / 0.2, within(1e-9));
  }

  @Test
  void plan_bytes_areCountedByShardStepAndDay() {
    RunPlan plan = plan(16, 1);

    assertThat(plan.bytesPerStep()).isEqualTo(42_000);
    assertThat(plan.bytesOfRun()).isEqualTo(42_000_000);
    assertThat(plan.bytesPerDay()).isCloseTo(42_000 * 432_000.0, within(1.0));
    assertThat(plan.checkpointBytes()).isEqualTo(12_000_000);
    assertThat(plan.teacherBytes()).isEqualTo(4_000_000);
    assertThat(plan.studentBytes()).isEqualTo(8_000_000);
  }

  @Test
  void recordSizes_halfTargets_saveTwoBytesAValue() {
    RecordSizes whole = RecordSizes.of(RUN, 160, 8);
    RecordSizes half = RecordSizes.of(run(true), 160, 8);

    assertThat(whole.targets() - half.targets()).isCloseTo(2 * 50 * 160L, within(8L));
    assertThat(whole.targets()).isGreaterThan(4 * 50 * 160L + whole.draws());
    assertThat(whole.draws()).isEqualTo(half.draws());
  }

  @Test
  void toString_plan_showsTheArithmetic() {
    String text = new PlanText(plan(2, 1), 1_000).toString();

    assertThat(text)
        .contains(
            "max(200 x 1.000 / 1 teachers, 100.00, (200.0 + 100.00) / 2 processors) = 200.0 ms")
        .contains("1,000 steps x 200.0 ms = 0:03:20")
        .contains("(3 x 4 shards + 1) a step = 13, so 65.0 a second")
        .contains("4 x (1,000 draws + 9,000 targets + 500 report) = 0.04 MB a step");
  }

  @Test
  void seconds_repeatedWork_isTheMedianAfterWarmUp() {
    Deque<Long> clock = new ArrayDeque<>();
    long now = 0;
    for (long took : List.of(10L, 2L, 3L, 4L, 50L)) {
      clock.add(now * 1_000_000_000);
      now += took;
      clock.add(now * 1_000_000_000);
    }
    int[] runs = {0};

    double median = new Stopwatch(clock::remove, 1).seconds(() -> runs[0]++);

    assertThat(median).isEqualTo(4);
    assertThat(runs[0]).isEqualTo(3 + 5);
  }

  @Test
  void modelFile_descriptor_isTheModelBesideIt() {
    assertThat(TeacherFiles.of(Path.of("a/b.json")).model()).isEqualTo(Path.of("a/b.pt"));
    assertThat(TeacherFiles.of(Path.of("a/b.pt")).model()).isEqualTo(Path.of("a/b.pt"));
  }
}
