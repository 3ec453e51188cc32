package dev.aria.runtime.kafka.failure;

import java.util.Map;
import java.util.Optional;

/** What can be done when records of a topic are lost that a service has yet to read. */
public final class Remedy {
  private static final String ANOTHER_RUN =
      "start the run again under another name (aria.run.name)";
  private static final Map<String, String> BY_NOUN =
      Map.of(
          "prompts",
          "load the corpus again under another name (aria.run.corpus), or do without those prompts:"
              + " move the tagger's group on with kafka-consumer-groups --reset-offsets --to-earliest",
          "tagged-prompts",
          "load and tag the corpus again under another name (aria.run.corpus)",
          "draws",
          "their steps can never be trained: "
              + ANOTHER_RUN
              + ", and let the draws topic keep records for longer than teachers are away",
          "targets",
          "a student can go on from a checkpoint that is past them, but not from an older one: "
              + ANOTHER_RUN
              + " if it has none",
          "step-reports",
          "the statistics cannot be brought up to date: bring back the Redis that holds them, let"
              + " the run end under its last weights without an allocator, or "
              + ANOTHER_RUN,
          "control",
          "orders and versions of weights were in them, and are kept for ever unless deleted: "
              + ANOTHER_RUN);

  private Remedy() {}

  /** For {@code topic}, named {@code aria.<run or corpus>.<noun>.v<major>}. */
  public static String lost(String topic) {
    String[] parts = topic.split("\\.", -1);
    return Optional.ofNullable(parts.length > 2 ? BY_NOUN.get(parts[2]) : null)
        .orElse("let the topic keep its records for longer, and start again under another name");
  }
}
