package dev.aria.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.GradientChunk;
import dev.aria.core.record.PeerRecord.Arrival;
import dev.aria.fixtures.RealKafka;
import dev.aria.runtime.kafka.membership.ShardMembership;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A trainer whose student's other trainers are far ahead, played here by a member of its group. */
final class FarBehindIT {
  private static final int SHARDS = 4;
  private static final int STEPS = 300;
  private static final long FAR_AHEAD = 200;

  /** Of a student whose gradient is longer than what is fetched of a partition at once, 8 MiB. */
  private static final int WIDTH = 1024;

  private static final int CHUNK_BYTES = 900 << 10;

  @RegisterExtension private static final RealKafka KAFKA = new RealKafka();

  @TempDir private static Path folder;

  @RegisterExtension private final TrainerRig rig = new TrainerRig(KAFKA, folder, SHARDS, STEPS);

  @Test
  void trainer_gradientsOfManyChunksFarAhead_leavesItsShardsAndAsksForTheOthersState() {
    RunSettings run = rig.run("behind");
    Topic<GradientChunk> gradients = Topics.gradients(run, "late");
    rig.write(run, 0, STEPS);
    rig.start(run, rig.settings("late", STEPS, folder.resolve("late"), WIDTH));
    KAFKA.awaitAssignment(gradients.name(), 1);

    try (ShardMembership ahead = KAFKA.cluster().membership(gradients, gradients.name())) {
      int shard = Collections.min(assigned(ahead));
      GradientChunk like = rig.read(gradients, 1).get(0);
      Awaitility.await()
          .atMost(TrainerRig.PATIENCE)
          .pollInterval(Duration.ofSeconds(2))
          .until(
              () -> {
                write(gradients, like, shard); // again, should the first have been passed over
                return asksForState(run);
              });
      assertThat(rig.gauge("aria.trainer.shards")).isZero();
    }
  }

  private static Set<Integer> assigned(ShardMembership member) {
    return Awaitility.await()
        .atMost(TrainerRig.PATIENCE)
        .until(() -> member.poll(Duration.ofMillis(100)), Optional::isPresent)
        .orElseThrow()
        .shards();
  }

  private boolean asksForState(RunSettings run) {
    return rig.read(Topics.peers(run, "late"), 0).stream()
        .anyMatch(record -> record instanceof Arrival arrival && arrival.wantsState());
  }

  /** The gradient that {@code shard}'s trainer computes at a step far ahead. */
  private static void write(Topic<GradientChunk> topic, GradientChunk like, int shard) {
    long bytes = like.parameters() * Float.BYTES;
    assertThat(bytes).isGreaterThan(8 << 20);
    try (TopicWriter<GradientChunk> writer = KAFKA.cluster().writer(topic)) {
      List<CompletionStage<Long>> sent = new ArrayList<>();
      for (long from = 0; from < bytes; from += CHUNK_BYTES) {
        int length = (int) Math.min(CHUNK_BYTES, bytes - from);
        sent.add(writer.send(shard, "", chunk(like, shard, from / Float.BYTES, length)));
      }
      sent.forEach(offset -> offset.toCompletableFuture().join());
    }
  }

  private static GradientChunk chunk(GradientChunk like, int shard, long offset, int bytes) {
    return new GradientChunk(
        like.run(),
        like.student(),
        like.lineage(),
        FAR_AHEAD,
        shard,
        1,
        like.history(),
        "ahead",
        like.loss(),
        like.parameters(),
        offset,
        ByteBuffer.allocate(bytes));
  }
}
