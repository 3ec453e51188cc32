package dev.aria.operations.corpus;

import dev.aria.core.record.PromptRecord;
import java.util.Optional;
import java.util.function.Consumer;

/** Prompts from texts that come one after another; those that make none are refused. */
public final class PromptTexts {
  private final Consumer<String> refusals;
  private long number;
  private long refused;

  /** Tells {@code refusals} of each text refused, with its number and the reason. */
  public PromptTexts(Consumer<String> refusals) {
    this.refusals = refusals;
  }

  /**
   * The prompt that the next text makes; empty when it makes none.
   *
   * @param teacher that it names; empty for a run's own
   */
  public Optional<PromptRecord> prompt(String text, Optional<String> teacher) {
    number++;
    try {
      return Optional.of(new PromptRecord(text, Optional.empty(), teacher));
    } catch (IllegalArgumentException reason) {
      refuse("text %d: %s".formatted(number, reason.getMessage()));
      return Optional.empty();
    }
  }

  /** Counts what its reader has refused, and tells of it. */
  public void refuse(String reason) {
    refused++;
    refusals.accept(reason);
  }

  /** Texts refused so far. */
  public long refused() {
    return refused;
  }
}
