package dev.aria.trainer;

import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.runtime.control.StandingStop;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.topic.Topics;
import dev.aria.trainer.feed.Feed;
import dev.aria.trainer.feed.TopicTail;
import dev.aria.trainer.run.RunContext;
import java.util.List;
import java.util.function.Consumer;

/**
 * The commands of a run's operators that a trainer has to obey. The lead obeys all that were ever
 * given, since a stop of the run still stands when the lead starts. Others obey those given since
 * their process began, since they may learn from the log of a run that is over.
 */
final class OperatorOrders {
  private final RunContext run;
  private final long from;

  /**
   * Make it when the process begins.
   *
   * @param lead whether the trainer's student steers the draws
   */
  OperatorOrders(RunContext run, boolean lead) {
    this.run = run;
    this.from = lead ? 0 : end();
  }

  private long end() {
    try (TopicReader<ControlRecord> reader = reader(0)) {
      return reader.endOffsets().getOrDefault(0, 0L);
    }
  }

  private TopicReader<ControlRecord> reader(long offset) {
    TopicReader<ControlRecord> reader =
        run.cluster().quietReader(Topics.control(run.settings()), List.of(0));
    reader.seek(0, offset);
    return reader;
  }

  /**
   * Commands given from now on, and of those before the stop that still stands; call on the thread
   * that polls them.
   */
  Feed follow(Consumer<RunCommand> obey) {
    Consumer<ControlRecord> orders =
        record -> {
          if (record instanceof RunCommand order) {
            obey.accept(order);
          }
        };
    TopicReader<ControlRecord> reader = reader(from);
    new StandingStop(reader, run.settings().name()).order().ifPresent(orders);
    return new TopicTail<>(reader, orders);
  }
}
