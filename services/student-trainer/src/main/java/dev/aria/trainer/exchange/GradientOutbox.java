package dev.aria.trainer.exchange;

import dev.aria.core.record.GradientChunk;
import dev.aria.core.thread.DaemonThreads;
import dev.aria.models.training.ShardSpan;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.trainer.checkpoint.ResumePoint;
import dev.aria.trainer.student.Gradient;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Sends gradients to the other trainers of a student, in chunks, on a thread of its own. What is
 * sent comes after the reports of its shards, so a gradient that others can read has its reports in
 * the log.
 */
final class GradientOutbox implements AutoCloseable {
  private static final int CHUNK_BYTES = 900 << 10;
  private static final int MOST_UNDER_WAY = 2;

  private final TopicWriter<GradientChunk> writer;
  private final TrainerIdentity self;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(new DaemonThreads("gradients-out"));
  private final Deque<CompletableFuture<Void>> underWay = new ArrayDeque<>();

  /**
   * @param writer closed with this
   */
  GradientOutbox(TopicWriter<GradientChunk> writer, TrainerIdentity self) {
    this.writer = writer;
    this.self = self;
  }

  /**
   * Sends {@code gradient} of the step at {@code point} once {@code reported} is complete. Waits
   * when too many are under way.
   *
   * @throws java.util.concurrent.CompletionException when an earlier one could not be sent
   */
  void send(ResumePoint point, Gradient gradient, CompletableFuture<Void> reported) {
    while (!underWay.isEmpty()
        && (underWay.size() >= MOST_UNDER_WAY || underWay.getFirst().isDone())) {
      underWay.removeFirst().join();
    }
    underWay.add(reported.thenComposeAsync(done -> sent(point, gradient), thread));
  }

  private CompletableFuture<Void> sent(ResumePoint point, Gradient gradient) {
    ByteBuffer values = gradient.values().bytes();
    Deque<CompletableFuture<?>> chunks = new ArrayDeque<>();
    for (int from = 0; from < values.limit(); from += CHUNK_BYTES) {
      ByteBuffer piece = values.slice(from, Math.min(CHUNK_BYTES, values.limit() - from));
      GradientChunk chunk = chunk(point, gradient, from / Float.BYTES, piece);
      chunks.add(
          writer
              .send(chunk.firstShard(), self.name() + "/" + chunk.step(), chunk)
              .toCompletableFuture());
    }
    return CompletableFuture.allOf(chunks.toArray(CompletableFuture[]::new));
  }

  private GradientChunk chunk(ResumePoint point, Gradient gradient, long offset, ByteBuffer piece) {
    ShardSpan span = gradient.span();
    return new GradientChunk(
        self.provenance().run(),
        self.provenance().student(),
        self.provenance().lineage(),
        point.nextStep(),
        span.first(),
        span.count(),
        point.historyIn(self.arithmetic()),
        self.name(),
        gradient.loss(),
        gradient.values().size(),
        offset,
        piece);
  }

  @Override
  public void close() {
    thread.shutdown();
    writer.close();
  }
}
