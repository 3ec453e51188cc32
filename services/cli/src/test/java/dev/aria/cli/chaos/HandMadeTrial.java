package dev.aria.cli.chaos;

import dev.aria.core.record.WeightsVersion;
import java.time.Instant;
import java.util.Set;

/** Moments of a run made by hand. */
final class HandMadeTrial {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private HandMadeTrial() {}

  /** A run that stood at {@code trained} steps trained. */
  static Mark mark(long trained) {
    return new Mark(START, trained, trained, WeightsVersion.INITIAL, Set.of());
  }
}
