package dev.aria.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.TargetBatch;
import dev.aria.fixtures.RealKafka;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import dev.aria.teacher.draws.DrawBatches;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The sampler's and the trainer's end of a run: draws are written while they are within the window
 * of what is answered in order, in every shard.
 */
final class DrawFlow implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(400);
  private static final Duration POLL = Duration.ofMillis(10);

  private final RealKafka kafka;
  private final RunSettings run;
  private final DrawBatches draws;
  private final TopicWriter<DrawBatch> writer;
  private final TopicReader<TargetBatch> reader;
  private final BitSet answered = new BitSet();
  private long written;
  private long frontier;

  DrawFlow(RealKafka kafka, RunSettings run) {
    this.kafka = kafka;
    this.run = run;
    kafka.cluster().ensure(Topics.ofRun(run));
    draws =
        new DrawBatches(
            run.name(), PoolParts.PAIRS, run.microBatch(), 50, PoolParts.schedule().timesteps());
    writer = kafka.cluster().writer(Topics.draws(run));
    reader =
        kafka
            .cluster()
            .reader(Topics.targets(run), IntStream.range(0, run.shards()).boxed().toList());
  }

  /** Steps written. */
  long written() {
    return written;
  }

  /** Steps answered in every shard, and all before them. */
  long frontier() {
    return frontier;
  }

  /** Draws of {@code step} for the first shard, which this does not write. */
  DrawBatch draws(long step) {
    return draws.batch(step, 0);
  }

  /** Lets draws flow until {@code done}. */
  void until(BooleanSupplier done) {
    flow(done, true);
  }

  /** How long it takes until everything written by now, and one step more, is answered. */
  Duration untilNewStep() {
    long start = System.nanoTime();
    long known = written;
    until(() -> frontier > known);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void flow(BooleanSupplier done, boolean writes) {
    long limit = System.nanoTime() + LIMIT.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time limit at step %d", frontier).isLessThan(limit);
      while (writes && (written - frontier + 1) * run.batch() <= run.maxInFlight()) {
        write(written++);
      }
      reader.poll(POLL).forEach(this::take);
    }
  }

  private void write(long step) {
    for (int shard = 0; shard < run.shards(); shard++) {
      int partition = (int) ((step * run.shards() + shard) % run.workPartitions());
      assertThat(writer.send(partition, "", batch(step, shard))).isNotNull();
    }
  }

  private DrawBatch batch(long step, int shard) {
    return run.pathSchedule()
        .map(paths -> draws.withPaths(step, shard, paths))
        .orElseGet(() -> draws.batch(step, shard));
  }

  private void take(Received<TargetBatch> target) {
    DrawBatch batch = target.value().draws();
    answered.set((int) (batch.step() * run.shards() + batch.shard()));
    frontier = answered.nextClearBit(0) / run.shards();
  }

  /** Lets all that is written be answered, and looks whether each answer is there just once. */
  void assertCompleteAndUnique() {
    flow(() -> frontier == written, false);
    List<Long> found =
        kafka.all(Topics.targets(run)).stream()
            .map(target -> target.value().draws())
            .map(batch -> batch.step() * run.shards() + batch.shard())
            .sorted()
            .toList();
    assertThat(found).isEqualTo(LongStream.range(0, written * run.shards()).boxed().toList());
  }

  @Override
  public void close() {
    try (writer) {
      reader.close();
    }
  }
}
