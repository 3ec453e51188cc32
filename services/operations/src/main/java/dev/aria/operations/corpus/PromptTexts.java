package dev.aria.operations.corpus;

import dev.aria.core.record.PromptRecord;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Prompts from texts that come one after another; those that make none are refused. */
public final class PromptTexts {
  private final Consumer<String> refusals;
  private long number;
  private long refused;

  /** Tells {@code refusals} of each text refused, with its number and the reason. */
  public PromptTexts(Consumer<String> refusals) {
    this.refusals = refusals;
  }

  /** The prompts of {@code texts}, in order, by one thread. */
  public Stream<PromptRecord> prompts(Stream<String> texts) {
    return texts.flatMap(text -> prompt(text).stream());
  }

  private Optional<PromptRecord> prompt(String text) {
    number++;
    try {
      return Optional.of(new PromptRecord(text, Optional.empty()));
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
