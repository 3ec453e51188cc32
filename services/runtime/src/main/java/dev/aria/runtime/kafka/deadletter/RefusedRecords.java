package dev.aria.runtime.kafka.deadletter;

import dev.aria.runtime.kafka.deadletter.DeadLetters.Refusal;
import dev.aria.runtime.topic.Topic;
import java.util.List;

/** What becomes of records that could not be read or used. */
public interface RefusedRecords {
  /** Passes them over: another reader consumes the topic, and keeps them. */
  RefusedRecords LEFT_TO_ANOTHER_READER = (topic, refusals) -> {};

  /** Returns once their reader may go on. */
  void take(Topic<?> topic, List<Refusal> refusals);
}
