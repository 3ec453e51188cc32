package dev.aria.trainer;

import dev.aria.core.record.StepReport;
import dev.aria.runtime.kafka.TopicWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Sends step reports without waiting for them, until {@link #settle} asks for certainty. */
final class ReportOutbox implements AutoCloseable {
  private final TopicWriter<StepReport> writer;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  ReportOutbox(TopicWriter<StepReport> writer) {
    this.writer = writer;
  }

  void send(List<StepReport> reports) {
    for (StepReport report : reports) {
      String key = report.student() + "/" + report.step();
      writer
          .send(report.shard(), key, report)
          .whenComplete(
              (offset, thrown) -> {
                if (thrown != null) {
                  failure.compareAndSet(null, thrown);
                }
              });
    }
  }

  /**
   * Waits until everything sent is acknowledged.
   *
   * @throws ReportsLost when a report was not
   */
  void settle() {
    writer.flush();
    Throwable lost = failure.get();
    if (lost != null) {
      throw new ReportsLost(lost);
    }
  }

  @Override
  public void close() {
    writer.close();
  }
}
