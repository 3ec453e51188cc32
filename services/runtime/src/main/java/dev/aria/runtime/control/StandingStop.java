package dev.aria.runtime.control;

import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether an operator has stopped a run: a stop stands, for services started later as well, until a
 * resume takes it back. Not thread-safe.
 */
public final class StandingStop {
  private static final Duration POLL = Duration.ofMillis(200);

  private final TopicReader<ControlRecord> reader;
  private final String run;
  private Optional<RunCommand> stop = Optional.empty();

  /**
   * Reads the control topic from where {@code reader} stands, which is at its start, to its end.
   *
   * @param reader closed by its owner
   */
  public StandingStop(TopicReader<ControlRecord> reader, String run) {
    this.reader = reader;
    this.run = run;
    long end = reader.endOffsets().getOrDefault(0, 0L);
    while (reader.positions().getOrDefault(0, 0L) < end) {
      take(reader.poll(POLL));
    }
  }

  /** The stop that stands after what has come by now; does not wait. */
  public Optional<RunCommand> order() {
    take(reader.poll(Duration.ZERO));
    return stop;
  }

  private void take(List<Received<ControlRecord>> records) {
    for (Received<ControlRecord> record : records) {
      if (record.value() instanceof RunCommand order && order.run().equals(run)) {
        stop =
            switch (order.kind()) {
              case STOP -> Optional.of(order);
              case RESUME -> Optional.empty();
              case PAUSE, CHECKPOINT -> stop;
            };
      }
    }
  }
}
