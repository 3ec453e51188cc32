package dev.aria.trials.chaos.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.PolicyConstants;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.record.WeightsVersion;
import dev.aria.core.tensor.Tensor;
import dev.aria.operations.stack.ServiceKind;
import dev.aria.runtime.kafka.reading.Received;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What counts as a recovery, on records made by hand. */
final class RunTimelineTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String STUDENT = "student";
  private static final long STEPS = 9;

  private Instant now = START;
  private final RunTimeline timeline = new RunTimeline(STUDENT, 2, STEPS, () -> now);

  @Test
  void trainedSince_reportSentBeforeTheFault_isNoRecovery() {
    report(0, 0, START);
    report(0, 1, START);
    at(1_000);
    Mark mark = timeline.mark();
    at(1_100);
    report(1, 0, START.plusMillis(900));
    report(1, 1, START.plusMillis(900));

    assertThat(timeline.trainedSince(mark)).isEmpty();

    at(3_000);
    report(2, 0, START.plusMillis(2_900));
    assertThat(timeline.trainedSince(mark)).isEmpty();
    report(2, 1, START.plusMillis(2_950));
    assertThat(timeline.trainedSince(mark)).contains(START.plusMillis(3_000));
  }

  @Test
  void trainedAnew_stepThatWasUnderWay_isNoRecovery() {
    Mark mark = timeline.mark();
    at(100);
    report(0, 0, now);
    report(0, 1, now);

    assertThat(timeline.trainedSince(mark)).contains(now);
    assertThat(timeline.trainedAnew(mark)).isEmpty();

    at(900);
    report(1, 0, now);
    report(1, 1, now);
    assertThat(timeline.trainedAnew(mark)).contains(START.plusMillis(900));
  }

  @Test
  void wentOnSince_onlyWhatWasReadAheadIsTrained_isNoRecovery() {
    draw(0, 0);
    Mark mark = timeline.mark();
    at(100);
    report(0, 0, now);
    report(0, 1, now);

    assertThat(timeline.wentOnSince(mark)).isEmpty();

    at(900);
    draw(1, 0);

    assertThat(timeline.wentOnSince(mark)).contains(now);
  }

  @Test
  void wentOnSince_onlyDrawn_isNoRecovery() {
    Mark mark = timeline.mark();
    at(100);
    draw(0, 0);

    assertThat(timeline.wentOnSince(mark)).isEmpty();

    at(900);
    report(0, 0, now);
    report(0, 1, now);

    assertThat(timeline.wentOnSince(mark)).contains(now);
  }

  @Test
  void trainedSince_stepsTrainedAgain_areNoRecovery() {
    report(0, 0, START);
    report(0, 1, START);
    Mark mark = timeline.mark();
    at(500);
    report(0, 0, now);
    report(0, 1, now);

    assertThat(timeline.trainedSince(mark)).isEmpty();
  }

  @Test
  void taughtSince_someDrawsStillWait_isNoRecovery() {
    draw(0, 0);
    draw(0, 1);
    Mark mark = timeline.mark();
    at(200);
    target(0, 0);
    draw(1, 0);
    draw(1, 1);
    target(1, 0);
    target(1, 1);

    assertThat(timeline.taughtSince(mark)).isEmpty();

    at(700);
    target(0, 1);
    assertThat(timeline.taughtSince(mark)).contains(START.plusMillis(700));
  }

  @Test
  void taughtSince_partitionThatNobodyServes_isNoRecovery() {
    draw(0, 0);
    draw(0, 1);
    target(0, 0);
    target(0, 1);
    at(100);
    Mark mark = timeline.mark();
    at(200);
    draw(1, 0);
    draw(1, 1);
    target(1, 0);

    assertThat(timeline.taughtSince(mark)).isEmpty();

    at(6_000);
    target(1, 1);
    assertThat(timeline.taughtSince(mark)).contains(START.plusMillis(6_000));
  }

  @Test
  void mark_targetSeenBeforeItsDraw_doesNotWait() {
    target(4, 1);
    draw(4, 1);

    assertThat(timeline.mark().waiting()).isEmpty();
  }

  @Test
  void newTermSince_weightsOfTheSameTerm_areNoTakeover() {
    weights(1, 1);
    Mark mark = timeline.mark();
    at(100);
    weights(1, 2);

    assertThat(timeline.publishedSince(mark)).contains(START.plusMillis(100));
    assertThat(timeline.newTermSince(mark)).isEmpty();

    at(4_000);
    weights(2, 3);
    assertThat(timeline.newTermSince(mark)).contains(START.plusMillis(4_000));
  }

  @Test
  void drawGaps_ofNewSteps_areThoseBetweenTheirFirstSightings() {
    draw(0, 0);
    at(100);
    draw(0, 1);
    at(300);
    draw(1, 0);
    at(900);
    draw(1, 0);

    assertThat(timeline.drawGaps())
        .isEqualTo(new DrawGaps(List.of(START, START.plusMillis(300)), false));

    draw(STEPS - 1, 0);

    assertThat(timeline.drawGaps().over()).isTrue();
  }

  @Test
  void isDoneWith_eachService_onceItsWorkIsDone() {
    draw(STEPS - 1, 0);

    assertThat(timeline.isDoneWith(ServiceKind.PROMPT_STREAMER)).isTrue();
    assertThat(timeline.isDoneWith(ServiceKind.STUDENT_TRAINER)).isFalse();

    checkpoint(STUDENT, true);

    assertThat(timeline.isDoneWith(ServiceKind.STUDENT_TRAINER)).isTrue();
    assertThat(timeline.isDoneWith(ServiceKind.ALLOCATOR)).isTrue();
    assertThat(timeline.isDoneWith(ServiceKind.TEACHER_POOL)).isFalse();
  }

  @Test
  void finished_lastCheckpointOfAnotherStudent_isNotTheEnd() {
    checkpoint("other", true);
    checkpoint(STUDENT, false);
    assertThat(timeline.finished()).isFalse();

    checkpoint(STUDENT, true);
    assertThat(timeline.finished()).isTrue();
  }

  @Test
  void finished_lastCheckpointOfTheRunWhenItWasShorter_isNotTheEnd() {
    checkpoint(STUDENT, STEPS - 1, true);
    assertThat(timeline.finished()).isFalse();
    assertThat(timeline.isDoneWith(ServiceKind.ALLOCATOR)).isFalse();

    checkpoint(STUDENT, STEPS, true);
    assertThat(timeline.finished()).isTrue();
  }

  private void at(long millis) {
    now = START.plusMillis(millis);
  }

  private <T> Received<T> received(T value, Instant made) {
    return new Received<>(value, 0, 0, made);
  }

  private static DrawBatch batch(long step, int shard) {
    Draw draw = new Draw(step, Branch.NULL, -1, Optional.empty(), -1, 0, 0, 0, -1, 0, 0, 1);
    Tensor none = Tensor.of(new float[0], 0, 1);
    return new DrawBatch(
        "r", 0, "map", "pairs", step, shard, WeightsVersion.INITIAL, List.of(draw), none);
  }

  /** Drawn into the work partition of the shard's number. */
  private void draw(long step, int shard) {
    timeline.draw(new Received<>(batch(step, shard), shard, step, now));
  }

  private void target(long step, int shard) {
    Tensor noise = Tensor.of(new float[] {1}, 1, 1);
    timeline.target(
        received(
            new TargetBatch(batch(step, shard), noise, noise.withoutRows(), "teacher", 1), now));
  }

  private void report(long step, int shard, Instant made) {
    timeline.report(
        received(
            new StepReport(
                "r",
                STUDENT,
                true,
                0,
                "map",
                step,
                shard,
                WeightsVersion.INITIAL,
                1,
                List.of(),
                List.of()),
            made));
  }

  private void weights(long term, long number) {
    RegionWeight all = new RegionWeight(1, 1, 1, 1, 1, 1);
    timeline.control(
        received(
            new SamplingWeights(
                "r",
                new WeightsVersion(term, number),
                0,
                "map",
                "aria",
                PolicyConstants.DEFAULTS,
                0,
                1,
                List.of(all)),
            now));
  }

  private void checkpoint(String student, boolean last) {
    checkpoint(student, STEPS, last);
  }

  private void checkpoint(String student, long step, boolean last) {
    timeline.checkpoint(
        received(
            new CheckpointPublished(
                "r",
                student,
                step,
                "path",
                "sha",
                "weights",
                List.of(1L, 1L),
                WeightsVersion.INITIAL,
                last,
                true),
            now));
  }
}
