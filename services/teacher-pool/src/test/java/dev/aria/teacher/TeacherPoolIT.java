package dev.aria.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.conditioning.PathSchedule;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.TargetBatch;
import dev.aria.fixtures.RealKafka;
import dev.aria.fixtures.SmallRuns;
import dev.aria.runtime.kafka.deadletter.DeadLetter;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import dev.aria.runtime.tracing.TracedStage;
import dev.aria.runtime.tracing.TracedWork;
import dev.aria.teacher.cache.AuditedCache;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The pool against a real broker, with a small FiLM-MLP as teacher. */
final class TeacherPoolIT {
  @RegisterExtension private static final RealKafka KAFKA = new RealKafka();

  /** Last bits of an output, as they add up along a path. */
  private static final float OF_A_PATH = 1e-4f;

  @TempDir private static Path folder;

  private PoolRig rig;

  @BeforeEach
  void open() {
    rig = new PoolRig(KAFKA, folder);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void pool_draws_givesTheTargetsThatAnInProcessTeacherGives() {
    RunSettings run = SmallRuns.of("equal");
    List<DrawBatch> draws = rig.draws(run, 0, 12, 50);
    rig.write(run, draws);

    rig.start(run, "a", 20);
    List<TargetBatch> targets = rig.targets(run, draws.size());

    // Calls of the pool hold two batches of ten draws, but which two is chance: so one may differ
    // from the batch computed alone in the last bits that the shape of a matrix product moves.
    for (TargetBatch target : targets) {
      float[] alone = rig.inProcess(target.draws());
      assertThat(AuditedCache.largestDifference(target.outputs().toFloats(), alone))
          .isLessThanOrEqualTo(AuditedCache.TOLERANCE);
      assertThat(target.teacherDigest()).isEqualTo(rig.teacher().sha256());
    }
  }

  @Test
  void pool_targetsInTheLog_tellsHowLongEachShardWaitedWasMadeAndWasWritten() {
    RunSettings run = SmallRuns.of("traced");
    List<DrawBatch> draws = rig.draws(run, 0, 6, 50);
    rig.write(run, draws);

    rig.start(run, "a", 20);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> rig.traces().of("traced").size() == draws.size());

    List<TracedWork> told = rig.traces().of("traced");
    assertThat(told).extracting(TracedWork::draws).containsExactlyInAnyOrderElementsOf(draws);
    assertThat(told).extracting(TracedWork::stage).containsOnly(TracedStage.TARGET);
    for (TracedWork work : told) {
      assertThat(work.parts())
          .extracting(TracedWork.Part::name)
          .containsExactly("wait", "inference", "produce");
      Instant at = work.time().from();
      for (TracedWork.Part part : work.parts()) {
        assertThat(part.time().from()).isEqualTo(at);
        assertThat(part.time().to()).isAfterOrEqualTo(at);
        at = part.time().to();
      }
      assertThat(at).isEqualTo(work.time().to());
      TracedWork.Part inference = work.parts().get(1);
      assertThat(inference.time().to()).isAfter(inference.time().from());
    }
  }

  @Test
  void pool_sameShapeOfCall_givesTheInProcessTargetsBitForBit() {
    RunSettings run = SmallRuns.of("bits");
    List<DrawBatch> draws = rig.draws(run, 0, 6, 50);
    rig.write(run, draws);

    rig.start(run, "a", 10);
    List<TargetBatch> targets = rig.targets(run, draws.size());

    for (TargetBatch target : targets) {
      assertThat(target.outputs().toFloats()).isEqualTo(rig.inProcess(target.draws()));
    }
  }

  @Test
  void pool_pathsTakenOverHalfway_goOnFromTheLogWithoutAPassTooMany() {
    RunSettings run = SmallRuns.of("paths", "paths.share=0.4", "paths.length=6");
    List<DrawBatch> draws = rig.drawsWithPaths(run, 0, 10);
    CompletableFuture<Void> left = new CompletableFuture<>();
    rig.write(run, draws.subList(0, 20));
    ActorRef<TeacherPool.Command> first = rig.start(run, "a", 20, left);
    rig.targets(run, 20);
    first.tell(TeacherPool.Stop.INSTANCE);
    left.join();

    rig.write(run, draws.subList(20, draws.size()));
    rig.start(run, "b", 20);
    List<TargetBatch> targets = rig.targets(run, draws.size());

    for (TargetBatch target : targets) {
      TargetBatch alone = rig.inProcess(target.draws(), run.paths().length());
      assertThat(
              AuditedCache.largestDifference(
                  target.pathStates().toFloats(), alone.pathStates().toFloats()))
          .isLessThanOrEqualTo(OF_A_PATH);
      assertThat(
              AuditedCache.largestDifference(
                  target.outputs().toFloats(), alone.outputs().toFloats()))
          .isLessThanOrEqualTo(OF_A_PATH);
    }
    assertThat(PathsOfALog.broken(targets, PoolRig.plan(run.paths().length()))).isEmpty();
    assertThat(rig.count(0, "aria.teacher.passes", "")).isEqualTo(20 * 10 + entered(run));
    assertThat(rig.count(0, "aria.teacher.paths.repeats", "")).isEqualTo(entered(run));
    assertThat(rig.count(1, "aria.teacher.passes", "")).isEqualTo(20 * 10);
    assertThat(rig.count(1, "aria.teacher.paths.repeats", "")).isZero();
  }

  /** Passes that lead to the positions at which the run enters its first paths. */
  private static double entered(RunSettings run) {
    PathSchedule paths = run.pathSchedule().orElseThrow();
    return IntStream.range(0, paths.paths())
        .map(i -> paths.position(0, i / paths.draws(), i % paths.draws()))
        .sum();
  }

  @Test
  void pool_repeatedTuples_savesTeacherPassesAndEveryAuditedHitIsEqual() {
    RunSettings run = SmallRuns.of("cached", "draws-per-prompt=2");
    List<DrawBatch> draws = rig.draws(run, 0, 30, 60);
    rig.write(run, draws);

    rig.start(run, "a", 20);
    rig.targets(run, draws.size());

    double passes = rig.count(0, "aria.teacher.passes", "");
    double audited = rig.count(0, "aria.teacher.cache.audits", "equal");
    assertThat(passes - audited).isLessThanOrEqualTo(60 + 20);
    assertThat(rig.count(0, "aria.teacher.cache.lookups", "hit")).isGreaterThan(1000);
    assertThat(audited).isGreaterThan(0);
    assertThat(rig.count(0, "aria.teacher.cache.audits", "different")).isZero();
  }

  @Test
  void pool_secondMemberJoins_comesToDoAtLeastThirtyPercent() {
    RunSettings run = SmallRuns.of("joined");
    rig.write(run, rig.draws(run, 0, 10, 50));
    rig.start(run, "a", 20);
    rig.targets(run, 40);

    rig.start(run, "b", 20);
    double share = 0;
    long limit = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    for (int step = 10; share < 0.3 || share > 0.7; step += 10) {
      assertThat(System.nanoTime()).as("time limit, share %s", share).isLessThan(limit);
      double before = rig.batches(0);
      double joined = rig.batches(1);
      rig.write(run, rig.draws(run, step, step + 10, 50));
      rig.targets(run, (step + 10) * PoolRig.SHARDS);
      share = (rig.batches(1) - joined) / (rig.batches(0) - before + rig.batches(1) - joined);
    }
  }

  @Test
  void pool_drawsOfAnotherPairedSet_stopsAndSaysWhatToDo() {
    RunSettings run = SmallRuns.of("foreign");
    DrawBatch ours = rig.draws(run, 0, 1, 50).get(0);
    DrawBatch foreign =
        new DrawBatch(
            ours.run(),
            ours.lineage(),
            ours.regionMapDigest(),
            "another",
            ours.step(),
            ours.shard(),
            ours.weights(),
            ours.draws(),
            ours.conditions());
    rig.write(run, List.of(foreign));

    rig.start(run, "a", 20);

    assertThat(rig.ended())
        .failsWithin(PoolRig.PATIENCE)
        .withThrowableThat()
        .withMessageContaining("aria.run.paired-set")
        .withMessageContaining("another");
  }

  @Test
  void pool_ofAnotherLineage_stopsAndLeavesTheDrawsToOneThatIsSetUpRightly() {
    RunSettings run = SmallRuns.of("lineages");
    List<DrawBatch> draws = rig.draws(run, 0, 3, 50);
    rig.write(run, draws);
    CompletableFuture<Void> wrong = new CompletableFuture<>();

    rig.start(SmallRuns.of("lineages", "lineage=3"), "a", 20, wrong);

    assertThat(wrong)
        .failsWithin(PoolRig.PATIENCE)
        .withThrowableThat()
        .withCauseInstanceOf(RunRefused.class)
        .withMessageContaining("are of lineage 0, but aria.run.lineage is 3");
    assertThat(KAFKA.cluster().consumed(Topics.draws(run), "aria-lineages-teachers")).isEmpty();
    assertThat(KAFKA.deadLetters(Topics.draws(run), 0)).isEmpty();
    rig.start(run, "b", 20);
    rig.targets(run, draws.size());
  }

  @Test
  void pool_drawsOfAnotherRun_areKeptAsTheyCameWithTheReason() {
    RunSettings run = SmallRuns.of("strangers");
    List<DrawBatch> ours = rig.draws(run, 0, 1, 50);
    DrawBatch stranger = rig.draws(SmallRuns.of("elsewhere"), 0, 1, 50).get(0);
    rig.write(run, List.of(stranger));
    rig.write(run, ours);

    rig.start(run, "a", 20);
    rig.targets(run, ours.size());

    Topic<DrawBatch> topic = Topics.draws(run);
    DeadLetter dead = KAFKA.deadLetters(topic, 1).get(0);
    assertThat(dead.value()).isEqualTo(ByteBuffer.wrap(topic.codec().encode(stranger)));
    assertThat(dead.headers())
        .containsEntry("reason", "draws of run 'elsewhere' in run 'strangers'")
        .containsEntry("source-topic", topic.name())
        .containsEntry("source-partition", "0")
        .containsEntry("source-offset", "0");
    assertThat(rig.count(0, "aria.teacher.refused", "")).isEqualTo(1);
  }

  @Test
  void pool_runStoppedByAnOperator_endsInOrder() {
    RunSettings run = SmallRuns.of("stopped");
    List<DrawBatch> draws = rig.draws(run, 0, 2, 50);
    rig.write(run, draws);
    rig.start(run, "a", 20);
    rig.targets(run, draws.size());

    KAFKA.write(Topics.control(run), 0, new RunCommand(run.name(), RunCommand.Kind.STOP, "test"));

    assertThat(rig.ended()).succeedsWithin(PoolRig.PATIENCE);
  }
}
