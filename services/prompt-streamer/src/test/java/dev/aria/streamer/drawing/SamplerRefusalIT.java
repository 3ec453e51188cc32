package dev.aria.streamer.drawing;

import static dev.aria.streamer.StreamerRig.run;
import static dev.aria.streamer.StreamerRig.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.ControlRecord.RunCommand.Kind;
import dev.aria.core.record.PromptRecord;
import dev.aria.core.record.SamplerState;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.fixtures.RealKafka;
import dev.aria.runtime.kafka.failure.OffsetGone;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.loop.Turns;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import dev.aria.streamer.ClusteredTexts;
import dev.aria.streamer.StreamerRig;
import dev.aria.streamer.TestRun;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a sampler does not go on with: a run begun otherwise, a log that has lost something. */
final class SamplerRefusalIT {
  @RegisterExtension private static final RealKafka KAFKA = new RealKafka();

  @TempDir static Path folder;
  private static StreamerRig rig;

  @BeforeAll
  static void start() {
    rig = new StreamerRig(KAFKA, folder);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void sampler_startedRunUnderAnotherLineage_isRefusedWithTheWayOut() {
    RunSettings run = run("lineages", 100, 10 * 32);
    rig.drawTenSteps(run);

    try (Turns sampler = rig.sampler(TestRun.ofLineage(run, 1), rig.store())) {
      assertThatThrownBy(() -> until(() -> !sampler.turn()))
          .isInstanceOf(RunRefused.class)
          .hasMessageContaining("has drawn 10 steps under lineage 0")
          .hasMessageContaining("set it back to 0, or start a run under another name");
    }
  }

  @Test
  void sampler_startedRunOverAnotherMap_isRefusedWithTheWayOut() {
    RunSettings run = run("maps", 100, 10 * 32);
    rig.drawTenSteps(run);
    SamplerState state = rig.newestState(run);

    assertThatThrownBy(() -> StartedRun.refuseOtherMap(run, "another-map", state))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("over region map " + rig.map(run).digest())
        .hasMessageContaining("another-map");
  }

  @Test
  void sampler_newestStateOrDrawsLost_isRefusedBeforeAStepIsDrawnTwiceOrAGapIsLeft() {
    RunSettings run = run("stateless", 100, 10 * 32);
    rig.drawTenSteps(run);
    SamplerState state = rig.newestState(run);
    KAFKA.write(Topics.samplerState(run), 0, movedBy(-1, state, run));

    try (Turns sampler = rig.sampler(run, rig.store())) {
      assertThatThrownBy(() -> until(() -> !sampler.turn()))
          .isInstanceOf(RunRefused.class)
          .hasMessageContaining(
              "is to go on with step 9, but the newest draws where those of step 9 belong are of"
                  + " step 9");
    }
    assertThat(rig.draws(run)).hasSize(10 * 2);
    assertThatThrownBy(
            () -> new LoggedDraws(KAFKA.cluster(), run).refuseOtherThan(movedBy(1, state, run)))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining(
            "is to go on with step 11, but the newest draws where those of step 10 belong are of"
                + " step ");
  }

  /** A run of weeks does not end because of a line that somebody writes to its corpus. */
  @Test
  void sampler_promptOfAnUnknownTeacher_isRefusedAtTheStartAndLeftOutOfARunThatHasBegun() {
    RunSettings begun = run("begun", 100, 10 * 32);
    rig.drawTenSteps(begun);
    String stray = ClusteredTexts.text(0, 999);
    rig.sendAll(begun, List.of(new PromptRecord(stray, Optional.empty(), Optional.of("birds"))));
    int prompts = StreamerRig.CLUSTERS * StreamerRig.PER_CLUSTER;
    var tags = new SimpleMeterRegistry();
    try (Turns tagger = rig.tagger(begun, tags)) {
      until(() -> tagger.turn() && StreamerRig.value(tags, "aria.tagger.tagged") >= 1);
    }

    var meters = new SimpleMeterRegistry();
    try (Turns sampler = rig.sampler(begun, rig.store(), meters)) {
      until(() -> sampler.turn() && StreamerRig.value(meters, "aria.sampler.prompts") > 0);
    }
    assertThat(StreamerRig.value(meters, "aria.sampler.prompts")).isEqualTo(prompts);
    RunSettings fresh = StreamerRig.withName(begun, "fresh");
    try (Turns sampler = rig.sampler(fresh, rig.store())) {
      assertThatThrownBy(() -> until(() -> !sampler.turn()))
          .isInstanceOf(RunRefused.class)
          .hasMessageContaining("names the teacher 'birds'");
    }
  }

  private static SamplerState movedBy(int steps, SamplerState state, RunSettings run) {
    return new SamplerState(
        state.run(),
        state.lineage(),
        state.regionMapDigest(),
        state.nextStep() + steps,
        state.nextOrdinal() + (long) steps * run.batch(),
        state.swappedCredits(),
        state.pairedCredits(),
        state.swappedCursors(),
        state.pairedCursors(),
        state.pathCredits(),
        state.pathCursors(),
        state.paths(),
        state.pathLength(),
        state.weights(),
        state.controlOffset(),
        false);
  }

  @Test
  void sampler_controlTopicMadeAgain_isRefused() {
    RunSettings run = run("recontrolled", 100, 10 * 32);
    KAFKA.cluster().ensure(Topics.ofRun(run));
    KAFKA.write(Topics.control(run), 0, new RunCommand(run.name(), Kind.RESUME, "test"));
    rig.drawTenSteps(run);
    KAFKA.cluster().delete(List.of(Topics.control(run)));

    try (Turns sampler = rig.sampler(run, rig.store())) {
      assertThatThrownBy(() -> until(() -> !sampler.turn()))
          .isInstanceOf(RunRefused.class)
          .hasMessageContaining("ends at offset 0, but this run's sampler has read it up to 1");
    }
  }

  @Test
  void sampler_everyReportDeleted_saysWhichAreGone() {
    RunSettings run = run("unreported", 100, 10 * 32);
    rig.drawTenSteps(run);
    try (TopicWriter<StepReport> reports = KAFKA.cluster().writer(Topics.stepReports(run))) {
      StreamerRig.report(reports, run, rig.map(run), 4);
    }
    KAFKA.deleteBefore(Topics.stepReports(run), 1, 1);

    try (Turns sampler = rig.sampler(run, rig.store())) {
      assertThatThrownBy(() -> until(() -> !sampler.turn()))
          .isInstanceOf(ReportFollower.ReportsGone.class)
          .hasMessageContaining("records 0 to 0 of topic " + Topics.stepReports(run).name());
    }
  }

  @Test
  void sampler_pagesDeletedThatItsStoreLacks_saysWhichAreGone() {
    RunSettings run = run("unpaged", 100, 10 * 32);
    rig.drawTenSteps(run);
    Received<TaggedPrompts> page = rig.tagged(run).get(0);
    KAFKA.deleteBefore(
        Topics.taggedPrompts(run.corpus(), rig.map(run).digest()),
        page.partition(),
        page.offset() + 1);

    try (Turns sampler = rig.sampler(run, rig.store())) { // another store, and empty
      assertThatThrownBy(() -> until(() -> !sampler.turn()))
          .isInstanceOf(OffsetGone.class)
          .hasMessageContaining("load and tag the corpus again");
    }
  }
}
