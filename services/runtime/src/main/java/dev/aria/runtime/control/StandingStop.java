package dev.aria.runtime.control;

import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether an operator has stopped a run: a stop stands, for services started later as well, until a
 * resume takes it back. Not thread-safe.
 */
public final class StandingStop {
  private final TopicReader<ControlRecord> reader;
  private final String run;
  private final StandingOrders orders = new StandingOrders();

  /**
   * Reads the control topic from where {@code reader} stands, which is at its start, to its end.
   *
   * @param reader closed by its owner
   */
  public StandingStop(TopicReader<ControlRecord> reader, String run) {
    this.reader = reader;
    this.run = run;
    reader.readToEnd(this::take);
  }

  /** The stop that stands after what has come by now; does not wait. */
  public Optional<RunCommand> order() {
    reader.poll(Duration.ZERO).forEach(this::take);
    return orders.stop();
  }

  private void take(Received<ControlRecord> record) {
    if (record.value() instanceof RunCommand order && order.run().equals(run)) {
      orders.apply(order);
    }
  }
}
