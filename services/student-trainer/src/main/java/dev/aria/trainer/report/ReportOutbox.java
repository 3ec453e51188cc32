package dev.aria.trainer.report;

import dev.aria.core.record.StepReport;
import dev.aria.runtime.kafka.writing.TopicWriter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleConsumer;

/** Sends step reports without waiting for them. */
public final class ReportOutbox implements AutoCloseable {
  private final TopicWriter<StepReport> writer;
  private final DoubleConsumer losses;
  private CompletableFuture<Void> settled = CompletableFuture.completedFuture(null);

  /**
   * @param losses told the loss of each report that is sent
   */
  public ReportOutbox(TopicWriter<StepReport> writer, DoubleConsumer losses) {
    this.writer = writer;
    this.losses = losses;
  }

  /** Sends {@code reports} in the order of their shards. */
  public void send(List<StepReport> reports) {
    for (StepReport report : reports) {
      losses.accept(report.loss());
      String key = report.student() + "/" + report.step();
      CompletableFuture<?> sent = writer.send(report.shard(), key, report).toCompletableFuture();
      settled = CompletableFuture.allOf(settled.isDone() ? outcome(settled) : settled, sent);
    }
  }

  /** What has succeeded is forgotten, so that no chain grows with the run; a failure stays. */
  private static CompletableFuture<Void> outcome(CompletableFuture<Void> done) {
    return done.isCompletedExceptionally() ? done : CompletableFuture.completedFuture(null);
  }

  /**
   * Completes once everything sent so far is acknowledged; with {@link ReportsLost} when a report
   * was not.
   */
  public CompletableFuture<Void> settled() {
    return settled.exceptionally(
        thrown -> {
          throw new ReportsLost(thrown);
        });
  }

  @Override
  public void close() {
    writer.close();
  }
}
