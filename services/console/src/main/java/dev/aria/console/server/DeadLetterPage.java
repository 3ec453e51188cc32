package dev.aria.console.server;

import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.deadletter.DeadLetter;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The records of a run and its corpus that could not be read or used. */
final class DeadLetterPage {
  private static final int NEWEST = 20;
  private static final int CHARACTERS = 2_000;

  private final Cluster cluster;
  private final RunSettings run;

  DeadLetterPage(Cluster cluster, RunSettings run) {
    this.cluster = cluster;
    this.run = run;
  }

  /** All topics with dead letters. */
  record Dead(List<TopicLetters> topics) {}

  /**
   * One topic's.
   *
   * @param topic that the records came from
   * @param count all that are kept
   * @param letters the newest, newest first
   */
  record TopicLetters(String topic, long count, List<Letter> letters) {}

  /** One record: who refused it when and why, where it lay, and its value as text. */
  record Letter(
      long offset, long time, String service, String reason, String source, String text) {}

  Dead read() {
    return new Dead(
        cluster.sizes("aria.").keySet().stream()
            .filter(topic -> DeadLetter.isIn(topic) && isOurs(topic))
            .map(this::letters)
            .toList());
  }

  private boolean isOurs(String topic) {
    return Topics.runOf(topic).filter(run.name()::equals).isPresent()
        || topic.startsWith("aria.%s.".formatted(run.corpus()));
  }

  private TopicLetters letters(String name) {
    Topic<DeadLetter> topic = DeadLetter.in(name);
    List<Letter> letters = new ArrayList<>();
    try (TopicReader<DeadLetter> reader = cluster.preview(topic, List.of(0))) {
      long first = reader.beginningOffsets().getOrDefault(0, 0L);
      long end = reader.endOffsets().getOrDefault(0, 0L);
      reader.seek(0, Math.max(first, end - NEWEST));
      reader.readToEnd(letter -> letters.add(letter(letter)));
      Collections.reverse(letters);
      return new TopicLetters(
          name.substring(0, name.length() - Topic.DEAD.length()), end - first, letters);
    }
  }

  private static Letter letter(Received<DeadLetter> received) {
    return new Letter(
        received.offset(),
        received.timestamp().toEpochMilli(),
        received.value().service(),
        received.value().reason(),
        received.value().source(),
        received.value().text(CHARACTERS));
  }
}
