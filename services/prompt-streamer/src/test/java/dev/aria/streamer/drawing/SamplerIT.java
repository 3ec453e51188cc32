package dev.aria.streamer.drawing;

import static dev.aria.streamer.StreamerRig.run;
import static dev.aria.streamer.StreamerRig.until;
import static dev.aria.streamer.StreamerRig.value;
import static dev.aria.streamer.StreamerRig.withName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.PolicyConstants;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.WeightsVersion;
import dev.aria.fixtures.LogLines;
import dev.aria.fixtures.RealKafka;
import dev.aria.fixtures.SettableClock;
import dev.aria.runtime.kafka.failure.FencedOut;
import dev.aria.runtime.kafka.transaction.TransactionalWriter;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.loop.Turns;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import dev.aria.streamer.StreamerRig;
import dev.aria.streamer.corpus.TaggingProgress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class SamplerIT {
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
  void sampler_killedAndRestarted_drawsWhatAnUndisturbedOneDraws() {
    RunSettings undisturbed = run("steady", 40, 1_000_000);
    RunSettings disturbed = withName(undisturbed, "killed");
    rig.loadCorpus(undisturbed);
    rig.tagAll(undisturbed);
    try (Turns sampler = rig.sampler(undisturbed, rig.store())) {
      until(() -> !sampler.turn());
    }

    Path store = rig.store();
    for (int life = 0; life < 3; life++) {
      var meters = new SimpleMeterRegistry();
      double steps = 4.0 * (life + 1);
      try (Turns sampler = rig.sampler(disturbed, store, meters)) {
        until(() -> !sampler.turn() || value(meters, "aria.sampler.steps") >= steps);
      }
    }
    try (Turns sampler = rig.sampler(disturbed, rig.store())) { // its store is lost as well
      until(() -> !sampler.turn());
    }

    List<DrawBatch> expected = rig.draws(undisturbed);
    List<DrawBatch> actual = rig.draws(disturbed);
    assertThat(expected).hasSize(40 * 2);
    assertThat(actual).extracting(DrawBatch::draws).isEqualTo(batches(expected));
    assertThat(actual)
        .extracting(DrawBatch::conditions)
        .isEqualTo(expected.stream().map(DrawBatch::conditions).toList());
    assertThat(rig.traces().of("killed"))
        .extracting(work -> work.stage() + " " + work.draws().step() + "/" + work.draws().shard())
        .containsExactlyElementsOf(
            actual.stream().map(draws -> "DRAW " + draws.step() + "/" + draws.shard()).toList());
  }

  @Test
  void sampler_newWeights_takeEffectAndStrangersDoNot() {
    RunSettings run = run("steered", 40, 10 * 32);
    rig.loadCorpus(run);
    rig.tagAll(run);
    RegionMapRecord map = rig.map(run);
    var meters = new SimpleMeterRegistry();
    try (Turns sampler = rig.sampler(run, rig.store(), meters);
        TopicWriter<ControlRecord> control = KAFKA.cluster().writer(Topics.control(run));
        TopicWriter<StepReport> reports = KAFKA.cluster().writer(Topics.stepReports(run))) {
      until(() -> sampler.turn() && value(meters, "aria.sampler.steps") == 10);
      send(control, weights(run, map.digest(), new WeightsVersion(1, 1), 0.97, 0.01, 0.01, 0.01));
      send(control, weights(run, "another map", new WeightsVersion(9, 9), 0.01, 0.97, 0.01, 0.01));
      send(control, weights(run, map.digest(), new WeightsVersion(1, 0), 0.01, 0.97, 0.01, 0.01));
      until(() -> sampler.turn() && value(meters, "aria.sampler.refused.controls") == 2);
      StreamerRig.report(reports, run, map, 9);
      until(() -> sampler.turn() && value(meters, "aria.sampler.steps") == 20);
      sampler.turn();

      assertThat(rig.draws(run)).hasSize(40); // ten steps in flight, and not one more
    }

    List<DrawBatch> steered =
        rig.draws(run).stream().filter(b -> b.weights().equals(new WeightsVersion(1, 1))).toList();
    long swapped = swapped(steered, region -> true);
    assertThat(swapped(steered, region -> region == 0)).isGreaterThan((long) (0.9 * swapped - 3));
    assertThat(steered).hasSize(20);
    assertThat(rig.draws(run)).noneMatch(b -> b.weights().term() == 9);
  }

  @Test
  void sampler_pausedResumedStopped_obeys() {
    RunSettings run = run("obeying", 1000, 10 * 32);
    rig.loadCorpus(run);
    rig.tagAll(run);
    var meters = new SimpleMeterRegistry();
    try (Turns sampler = rig.sampler(run, rig.store(), meters);
        TopicWriter<ControlRecord> control = KAFKA.cluster().writer(Topics.control(run));
        TopicWriter<StepReport> reports = KAFKA.cluster().writer(Topics.stepReports(run))) {
      until(() -> sampler.turn() && value(meters, "aria.sampler.steps") == 10);
      send(control, new RunCommand(run.name(), RunCommand.Kind.PAUSE, "test"));
      until(() -> sampler.turn() && value(meters, "aria.sampler.held") == 1);
      StreamerRig.report(reports, run, rig.map(run), 9);
      IntStream.range(0, 20).forEach(i -> sampler.turn());
      assertThat(rig.draws(run)).hasSize(20);

      send(control, new RunCommand(run.name(), RunCommand.Kind.RESUME, "test"));
      until(() -> sampler.turn() && value(meters, "aria.sampler.steps") == 20);
      send(control, new RunCommand(run.name(), RunCommand.Kind.STOP, "test"));
      until(() -> !sampler.turn());
    }
  }

  @Test
  void sampler_diesInsideATransaction_leavesNoGapAndNoOrdinalTwice() {
    RunSettings run = run("torn", 20, 1_000_000);
    rig.loadCorpus(run);
    rig.tagAll(run);
    var meters = new SimpleMeterRegistry();
    Turns dead = rig.sampler(run, rig.store(), meters); // never closed
    until(() -> dead.turn() && value(meters, "aria.sampler.steps") >= 8);
    DrawBatch any = rig.draws(run).get(0);
    try (TransactionalWriter torn =
        KAFKA.cluster().transactionalWriter("aria.%s.sampler".formatted(run.name()))) {
      assertThatThrownBy(
              () ->
                  torn.commit(
                      transaction -> {
                        transaction.send(Topics.draws(run), 0, "torn", any);
                        finish(run); // while that transaction is open
                      }))
          .isInstanceOf(FencedOut.class);
    }

    assertThatThrownBy(dead::turn).isInstanceOf(FencedOut.class);
    List<DrawBatch> draws = rig.draws(run);
    assertThat(draws).hasSize(20 * 2);
    assertThat(draws.stream().flatMap(batch -> batch.draws().stream()).map(Draw::ordinal))
        .containsExactlyElementsOf(LongStream.range(0, 20 * 32).boxed().toList());
    assertThat(rig.newestState(run).finished()).isTrue();
  }

  private static void finish(RunSettings run) {
    try (Turns next = rig.sampler(run, rig.store())) {
      until(() -> !next.turn());
    }
  }

  @Test
  void sampler_groupOfTaggersForgotten_drawsAllTheSame() {
    RunSettings run = run("untagged", 100, 10 * 32);
    rig.loadCorpus(run);
    rig.tagAll(run);
    KAFKA.forget(TaggingProgress.group(run.corpus(), rig.map(run).digest()));
    var meters = new SimpleMeterRegistry();

    try (Turns sampler = rig.sampler(run, rig.store(), meters)) {
      until(() -> sampler.turn() && value(meters, "aria.sampler.steps") == 10);
    }

    assertThat(rig.draws(run)).hasSize(10 * 2);
  }

  @Test
  void sampler_waiting_saysForWhatWithinTenSeconds() {
    RunSettings run = run("waiting", 1000, 10 * 32);
    var clock = new SettableClock();
    var meters = new SimpleMeterRegistry();
    try (LogLines log = LogLines.of(Sampler.class.getName());
        Turns sampler = rig.sampler(run, rig.store(), meters, clock);
        TopicWriter<ControlRecord> control = KAFKA.cluster().writer(Topics.control(run))) {
      waitTenSeconds(sampler, clock);
      assertThat(log.with("corpus 'waiting' has no region map")).hasSize(1);

      rig.loadCorpus(run);
      rig.tagAll(run);
      until(() -> sampler.turn() && value(meters, "aria.sampler.steps") == 10);
      clock.pass(Duration.ofMinutes(1));
      waitTenSeconds(sampler, clock);
      assertThat(
              log.with("step 10 of 1000 waits: 320 samples are drawn and not trained, at most 320"))
          .hasSize(1);

      send(control, new RunCommand(run.name(), RunCommand.Kind.PAUSE, "test"));
      until(() -> sampler.turn() && value(meters, "aria.sampler.held") == 1);
      clock.pass(Duration.ofMinutes(1));
      waitTenSeconds(sampler, clock);
      assertThat(log.with("an operator holds the draws")).hasSize(1);
    }
  }

  @Test
  void sampler_corpusThatNobodyTags_saysWhatIsMissingWithinTenSeconds() {
    RunSettings run = run("half-tagged", 1000, 10 * 32);
    rig.loadCorpus(run);
    rig.tagAll(run);
    rig.loadMore(run, 100, 1);
    var clock = new SettableClock();
    try (LogLines log = LogLines.of(Sampler.class.getName());
        Turns sampler = rig.sampler(run, rig.store(), new SimpleMeterRegistry(), clock)) {
      assertThat(sampler.turn()).isTrue(); // finds the map
      waitTenSeconds(sampler, clock);

      assertThat(log.with("a tagger has yet to pass the offsets")).hasSize(1);
    }
  }

  private static void waitTenSeconds(Turns sampler, SettableClock clock) {
    for (int second = 0; second < 10; second++) {
      assertThat(sampler.turn()).isTrue();
      clock.pass(Duration.ofSeconds(1));
    }
  }

  private static void send(TopicWriter<ControlRecord> writer, ControlRecord record) {
    assertThat(writer.send(0, record.run(), record).toCompletableFuture().join()).isNotNegative();
  }

  private static SamplingWeights weights(
      RunSettings run, String digest, WeightsVersion version, double... p) {
    return new SamplingWeights(
        run.name(),
        version,
        run.lineage(),
        digest,
        "aria",
        PolicyConstants.DEFAULTS,
        0,
        1,
        Arrays.stream(p).mapToObj(w -> new RegionWeight(w, w, w, 1, 1, 0)).toList());
  }

  private static List<List<Draw>> batches(List<DrawBatch> draws) {
    return draws.stream().map(DrawBatch::draws).toList();
  }

  private static long swapped(List<DrawBatch> batches, IntPredicate wantedRegion) {
    return batches.stream()
        .flatMap(batch -> batch.draws().stream())
        .filter(draw -> draw.branch() == Branch.SWAPPED && wantedRegion.test(draw.region()))
        .count();
  }
}
