package dev.aria.trainer.report;

import dev.aria.core.record.StepReport;
import dev.aria.runtime.kafka.writing.TopicWriter;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sends step reports without waiting for them. */
public final class ReportOutbox implements AutoCloseable {
  private final TopicWriter<StepReport> writer;
  private CompletableFuture<Void> settled = CompletableFuture.completedFuture(null);

  public ReportOutbox(TopicWriter<StepReport> writer) {
    this.writer = writer;
  }

  /** Sends {@code reports} in the order of their shards. */
  public void send(List<StepReport> reports) {
    for (StepReport report : reports) {
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
