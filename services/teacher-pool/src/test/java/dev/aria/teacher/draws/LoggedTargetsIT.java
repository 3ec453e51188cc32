package dev.aria.teacher.draws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.tensor.Tensor;
import dev.aria.fixtures.InMemoryPairs;
import dev.aria.fixtures.RealKafka;
import dev.aria.fixtures.SmallRuns;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.transaction.TransactionalWriter;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a pool finds of a shard that it takes over, in a real log. */
final class LoggedTargetsIT {
  @RegisterExtension private static final RealKafka KAFKA = new RealKafka();

  private static final int SHARD = 1;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static DrawBatch draws(RunSettings run, long step) {
    return new DrawBatches(run.name(), new InMemoryPairs(4, 3, 2), 10, 20, 100).batch(step, SHARD);
  }

  private static TargetBatch target(RunSettings run, long step) {
    Tensor outputs = Tensor.of(new float[10 * 3], 10, 3);
    return new TargetBatch(draws(run, step), outputs, outputs.withoutRows(), "teacher", 1);
  }

  private static TransactionalWriter writer(RunSettings run) {
    KAFKA.cluster().ensure(Topics.ofRun(run));
    return KAFKA.cluster().transactionalWriter("writer-" + run.name(), Topics.targets(run));
  }

  private static Optional<Long> before(RunSettings run, long step) {
    return new LoggedTargets(KAFKA.cluster(), run)
        .before(draws(run, step))
        .map(target -> target.draws().step());
  }

  @Test
  void before_committedTargets_isTheLastOfTheShardBeforeTheStep() {
    RunSettings run = SmallRuns.of("logged");
    Topic<TargetBatch> targets = Topics.targets(run);
    try (TransactionalWriter writer = writer(run)) {
      assertThat(before(run, 0)).isEmpty();
      assertThat(before(run, 5)).isEmpty();

      for (long step : List.of(0L, 1L, 3L)) {
        TargetBatch target = target(run, step);
        writer.commit(transaction -> transaction.send(targets, SHARD, "", target));
      }

      assertThat(before(run, 2)).contains(1L);
      assertThat(before(run, 3)).contains(1L);
      assertThat(before(run, 9)).contains(3L);
    }
  }

  @Test
  void before_aTransactionIsStillOpen_waitsForItsTargets() {
    RunSettings run = SmallRuns.of("opened");
    Cluster cluster = KAFKA.cluster();
    Topic<TargetBatch> targets = Topics.targets(run);
    CompletableFuture<Optional<Long>> found = new CompletableFuture<>();
    try (TransactionalWriter writer = writer(run)) {
      writer.commit(transaction -> transaction.send(targets, SHARD, "", target(run, 0)));
      // a transaction's end is known a moment before its records may be read
      Awaitility.await().atMost(PATIENCE).until(() -> cluster.isSettled(targets, SHARD));

      writer.commit(
          transaction -> {
            transaction.send(targets, SHARD, "", target(run, 1));
            Awaitility.await().atMost(PATIENCE).until(() -> !cluster.isSettled(targets, SHARD));
            found.completeAsync(() -> before(run, 2));
            Awaitility.await()
                .during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() -> !found.isDone());
          });

      assertThat(found).succeedsWithin(PATIENCE).isEqualTo(Optional.of(1L));
    }
  }

  @Test
  void before_aTransactionIsGivenUp_isTheLastOfThoseBeforeIt() {
    RunSettings run = SmallRuns.of("given-up");
    Topic<TargetBatch> targets = Topics.targets(run);
    try (TransactionalWriter writer = writer(run)) {
      writer.commit(transaction -> transaction.send(targets, SHARD, "", target(run, 0)));
      assertThatThrownBy(
              () ->
                  writer.commit(
                      transaction -> {
                        transaction.send(targets, SHARD, "", target(run, 1));
                        Awaitility.await()
                            .atMost(PATIENCE)
                            .until(() -> !KAFKA.cluster().isSettled(targets, SHARD));
                        throw new IllegalStateException("on purpose");
                      }))
          .hasMessageContaining("on purpose");

      assertThat(before(run, 2)).contains(0L);
    }
  }
}
