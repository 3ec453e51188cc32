package dev.aria.operations.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.PromptRecord;
import dev.aria.fixtures.RealKafka;
import dev.aria.runtime.kafka.deadletter.DeadLetter;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import dev.aria.runtime.topic.WireMessages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RecordTailIT {
  @RegisterExtension private static final RealKafka KAFKA = new RealKafka();

  private static final Topic<PromptRecord> PROMPTS = Topics.prompts("tailed", 1);

  @Test
  void print_deadLetters_tellsWhyAndWhatTheRecordWas() {
    KAFKA.cluster().ensure(List.of(PROMPTS));
    KAFKA.write(PROMPTS, 0, new PromptRecord("a red fox", Optional.empty()));
    refuseAll("it is about a fox");

    List<String> lines = tail(DeadLetter.linesIn(PROMPTS.deadLetters()));

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .contains(
            "\"reason\":\"it is about a fox\"",
            "\"service\":\"test\"",
            "\"from\":\"aria.tailed.prompts.v1-0@0\"",
            "\"text\":\"a red fox\"");
    assertThat(tail(WireMessages.topic(PROMPTS.name(), 1).orElseThrow()))
        .singleElement()
        .asString()
        .contains("\"text\":\"a red fox\"");
  }

  /** As a reader does that can read a prompt and not use it. */
  private static void refuseAll(String reason) {
    try (TopicReader<PromptRecord> reader = KAFKA.cluster().reader(PROMPTS, List.of(0))) {
      List<Received<PromptRecord>> records = List.of();
      while (records.isEmpty()) {
        records = reader.poll(Duration.ofMillis(100));
      }
      records.forEach(record -> reader.refuse(record, reason));
    }
  }

  private static List<String> tail(Topic<String> topic) {
    List<String> lines = new ArrayList<>();
    new RecordTail(KAFKA.cluster(), topic).print(10, true, lines::add, () -> true);
    return lines;
  }
}
