package dev.aria.runtime.boot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** For how long a server has not answered. Thread-safe. */
final class Silence {
  private final Duration tolerated;
  private final InstantSource clock;
  private volatile Instant answered;

  /** Begins now, as if the server had just answered. */
  Silence(Duration tolerated, InstantSource clock) {
    this.tolerated = tolerated;
    this.clock = clock;
    this.answered = clock.instant();
  }

  /** The server has answered. */
  void ended() {
    answered = clock.instant();
  }

  /** What to say of it, once it has lasted for longer than is tolerated. */
  Optional<String> trouble() {
    Instant since = answered;
    Duration lasted = Duration.between(since, clock.instant());
    return lasted.compareTo(tolerated) <= 0
        ? Optional.empty()
        : Optional.of(
            "has not answered for %d s, since %s"
                .formatted(lasted.toSeconds(), since.truncatedTo(ChronoUnit.SECONDS)));
  }
}
