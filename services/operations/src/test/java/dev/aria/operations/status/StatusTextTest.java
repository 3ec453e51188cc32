package dev.aria.operations.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.allocation.Scope;
import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.PolicyConstants;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.WeightsVersion;
import dev.aria.core.tensor.Tensor;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StatusTextTest {
  private static final RunSettings RUN =
      Settings.load("-Daria.run.name=r", "-Daria.run.steps=200").run();
  private static final String DIGEST = "d".repeat(64);
  private static final SamplingWeights WEIGHTS =
      new SamplingWeights(
          "r",
          new WeightsVersion(2, 9),
          0,
          DIGEST,
          "aria",
          PolicyConstants.DEFAULTS,
          4,
          0.5,
          List.of(
              new RegionWeight(0.25, 0, 0.25, 0.8, 1, 10),
              new RegionWeight(0.75, 0, 0.75, 1.4, 0.5, 30)));

  @Test
  void toString_runUnderWay_tellsLagsWeightsAndWorstRegion() {
    RunStatus status =
        new RunStatus(
            100,
            90,
            List.of(new StudentStatus("s", true, 80, 0.1, Optional.of(checkpoint(60)))),
            Optional.of(WEIGHTS),
            Optional.empty(),
            Optional.of(map(DIGEST)),
            List.of(
                new Standing(
                    "teachers", "draws", 380, 400, 90, Optional.empty(), "2 pools at work"),
                new Standing(
                    "allocator",
                    "step-reports",
                    300,
                    320,
                    70,
                    Optional.of(new WeightsVersion(2, 9)),
                    "term 2, 7 ticks folded")));

    String text = new StatusText(RUN, status).toString();

    assertThat(text)
        .contains("step 100 (50.0 %)")
        .contains("step 90 (45.0 %), 10 steps behind")
        .contains("2.9 (term.number), policy aria")
        .contains("birds (1.40), cats (0.80)")
        .containsPattern("s \\(lead\\) +80 +10 +0.1000 +60 +/x/c.aria")
        .containsPattern("teachers +draws +380 +20 +90 +- +2 pools at work")
        .containsPattern("allocator +step-reports +300 +20 +70 +2.9 +term 2, 7 ticks folded");
  }

  @Test
  void toString_nothingPublishedYet_saysSo() {
    RunStatus status =
        new RunStatus(
            0, 0, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    String text = new StatusText(RUN, status).toString();

    assertThat(text).contains("none published yet").contains("no student has reported yet");
  }

  @Test
  void status_shardsAtDifferentSteps_countsWhatEveryShardHasTrained() {
    StudentFold fold = new StudentFold("s", 2);
    fold.add(report(7, 0));
    fold.add(report(5, 1));
    StudentStatus before = fold.status();
    fold.add(checkpoint(40));

    assertThat(before.trained()).isEqualTo(6);
    assertThat(before.lead()).isTrue();
    assertThat(fold.status().trained()).isEqualTo(40);
  }

  @Test
  void toString_lastCheckpoint_isMarkedUnlessTheRunHasBecomeLonger() {
    assertThat(textOfStudentWith(checkpoint(100, true))).containsPattern(" 100 +/x/c.aria");
    assertThat(textOfStudentWith(checkpoint(200, true)))
        .containsPattern(" 200 \\(last\\) +/x/c.aria");
  }

  private static String textOfStudentWith(CheckpointPublished checkpoint) {
    StudentFold fold = new StudentFold("s", 2);
    fold.add(checkpoint);
    RunStatus status =
        new RunStatus(
            200,
            200,
            List.of(fold.status()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    return new StatusText(RUN, status).toString();
  }

  @Test
  void isFinished_lastCheckpointOfTheRunWhenItWasShorter_isNot() {
    StudentFold fold = new StudentFold("s", 2);
    fold.add(checkpoint(100, true));
    assertThat(fold.status().isFinished(100)).isTrue();
    assertThat(fold.status().isFinished(200)).isFalse();

    fold.add(checkpoint(200, false));
    assertThat(fold.status().isFinished(200)).isFalse();
  }

  @Test
  void regionTable_weightsOfAnotherMap_areLeftOut() {
    String own = new RegionTable(map(DIGEST), Scope.SWAPPED, Optional.of(WEIGHTS)).toString();
    String foreign =
        new RegionTable(map("e".repeat(64)), Scope.SWAPPED, Optional.of(WEIGHTS)).toString();

    assertThat(own).containsPattern("1 +0.6000 +0.7500 +1.4000 +0.5000 +30 +birds");
    assertThat(foreign).containsPattern("1 +0.6000 +- +- +- +- +birds");
  }

  @Test
  void regionTable_worst_largestRatioFirst() {
    String worst = new RegionTable(map(DIGEST), Scope.SWAPPED, Optional.of(WEIGHTS)).worst(1);

    assertThat(worst).contains("birds").doesNotContain("cats");
  }

  private static StepReport report(long step, int shard) {
    return new StepReport(
        "r", "s", true, 0, DIGEST, step, shard, WeightsVersion.INITIAL, 0.1, List.of(), List.of());
  }

  private static CheckpointPublished checkpoint(long step) {
    return checkpoint(step, false);
  }

  private static CheckpointPublished checkpoint(long step, boolean last) {
    return new CheckpointPublished(
        "r", "s", step, "/x/c.aria", DIGEST, DIGEST, List.of(), WeightsVersion.INITIAL, last, true);
  }

  private static RegionMapRecord map(String digest) {
    return new RegionMapRecord(
        "emoji",
        digest,
        DIGEST,
        Tensor.of(new float[4], 2, 2),
        List.of("cats", "birds"),
        List.of(0.4, 0.6),
        List.of(0, 0));
  }
}
