package dev.aria.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.SamplerState;
import dev.aria.core.record.WeightsVersion;
import dev.aria.fixtures.RealKafka;
import dev.aria.fixtures.SmallRuns;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pool whose place in the draws Kafka has forgotten, as it does for a group that was away for
 * long.
 */
final class ForgottenGroupIT {
  @RegisterExtension private static final RealKafka KAFKA = new RealKafka();

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
  void pool_groupForgottenMeanwhile_answersNoDrawTwiceAndLeavesNoneOut() {
    RunSettings run = SmallRuns.of("forgotten");
    List<DrawBatch> draws = rig.draws(run, 0, 5, 50);
    rig.write(run, draws);
    answerAndForget(run, draws.size());
    rig.write(run, rig.draws(run, 5, 8, 50));

    rig.start(run, "b", 20);

    rig.targets(run, 8 * PoolRig.SHARDS);
    assertThat(KAFKA.all(Topics.targets(run))).hasSize(8 * PoolRig.SHARDS);
  }

  @Test
  void pool_groupForgottenAndAnsweredDrawsDeleted_goesOn() {
    RunSettings run = SmallRuns.of("aged");
    List<DrawBatch> draws = rig.draws(run, 0, 5, 50);
    rig.write(run, draws);
    answerAndForget(run, draws.size());
    KAFKA
        .written(Topics.draws(run))
        .forEach((partition, end) -> KAFKA.deleteBefore(Topics.draws(run), partition, end));

    rig.start(run, "b", 20);
    rig.write(run, rig.draws(run, 5, 8, 50));

    rig.targets(run, 8 * PoolRig.SHARDS);
  }

  @Test
  void pool_groupForgottenAndDrawsWithoutATargetDeleted_saysWhich() {
    RunSettings run = SmallRuns.of("lost");
    List<DrawBatch> draws = rig.draws(run, 0, 5, 50);
    rig.write(run, draws);
    answerAndForget(run, draws.size());
    rig.write(run, rig.draws(run, 5, 8, 50));
    KAFKA.deleteBefore(Topics.draws(run), 2, 7);

    rig.start(run, "b", 20);

    assertThat(rig.ended())
        .failsWithin(PoolRig.PATIENCE)
        .withThrowableThat()
        .withCauseInstanceOf(RunRefused.class)
        .withMessageContaining(
            "draws of steps 5 to 6 in partition 2 of " + Topics.draws(run).name())
        .withMessageContaining("are gone, and have no target");
  }

  @Test
  void pool_groupForgottenAndTheNewestDrawsDeleted_saysWhichByTheSamplersState() {
    RunSettings run = SmallRuns.of("ended");
    List<DrawBatch> draws = rig.draws(run, 0, 5, 50);
    rig.write(run, draws);
    answerAndForget(run, draws.size());
    rig.write(run, rig.draws(run, 5, 8, 50));
    KAFKA.write(Topics.samplerState(run), 0, drawn(run, 8));
    KAFKA.deleteBefore(Topics.draws(run), 3, 8);

    rig.start(run, "b", 20);

    assertThat(rig.ended())
        .failsWithin(PoolRig.PATIENCE)
        .withThrowableThat()
        .withCauseInstanceOf(RunRefused.class)
        .withMessageContaining("draws of steps 5 to 7 in partition 3 of");
  }

  private static SamplerState drawn(RunSettings run, long steps) {
    List<Double> credits = Collections.nCopies(4, 0.0);
    List<Long> cursors = Collections.nCopies(4, 0L);
    return new SamplerState(
        run.name(),
        run.lineage(),
        "map-digest-0123456789",
        steps,
        steps * run.batch(),
        credits,
        credits,
        cursors,
        cursors,
        credits,
        cursors,
        List.of(),
        0,
        WeightsVersion.INITIAL,
        0,
        false);
  }

  /** A pool answers {@code count} draws and ends; Kafka forgets where it was. */
  private void answerAndForget(RunSettings run, int count) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    ActorRef<TeacherPool.Command> pool = rig.start(run, "a", 20, done);
    rig.targets(run, count);
    pool.tell(TeacherPool.Stop.INSTANCE);
    assertThat(done).succeedsWithin(PoolRig.PATIENCE);
    KAFKA.forget("aria-%s-teachers".formatted(run.name()));
  }
}
