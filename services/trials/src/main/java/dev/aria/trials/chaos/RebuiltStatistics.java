package dev.aria.trials.chaos;

import dev.aria.operations.audit.Check;
import dev.aria.operations.audit.Violation;
import dev.aria.operations.run.RunFiles;
import dev.aria.operations.stack.ChildService;
import dev.aria.operations.stack.RunServices;
import dev.aria.operations.stack.ServiceKind;
import dev.aria.runtime.redis.StatisticsSnapshot;
import dev.aria.trials.chaos.processes.Ending;
import dev.aria.trials.chaos.recovery.RedisView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Redis is a view: whatever it held at the end of a run, an allocator that finds it empty folds
 * from the step reports again, to the same bytes.
 */
final class RebuiltStatistics {
  private static final String NAME = "allocator-again";

  private final RunFiles files;
  private final Map<String, String> addresses;
  private final Runnable flush;
  private final Duration patience;

  /**
   * @param addresses settings that name Kafka and Redis
   * @param flush deletes everything in Redis
   * @param patience longest that the allocator may take
   */
  RebuiltStatistics(
      RunFiles files, Map<String, String> addresses, Runnable flush, Duration patience) {
    this.files = files;
    this.addresses = addresses;
    this.flush = flush;
    this.patience = patience;
  }

  /** Violations of that law by a run that has ended and of which nobody is at work. */
  List<Violation> compare(RedisView redis) {
    Optional<StatisticsSnapshot> held = redis.read();
    flush.run();
    rebuild();
    return differences(held, redis.read());
  }

  private void rebuild() {
    try (RunServices services = new RunServices(files, addresses)) {
      ChildService process = services.start(ServiceKind.ALLOCATOR, NAME, Map.of());
      Ending.of(process).within(patience);
    }
  }

  /** Terms apart, which are told anew. */
  static List<Violation> differences(
      Optional<StatisticsSnapshot> held, Optional<StatisticsSnapshot> rebuilt) {
    if (held.isEmpty() || rebuilt.isEmpty()) {
      return violation("Redis held %s, rebuilt %s".formatted(text(held), text(rebuilt)));
    }
    if (!held.get().at().equals(rebuilt.get().at())) {
      return violation("Redis stood at %s, rebuilt %s".formatted(text(held), text(rebuilt)));
    }
    return held.get().statistics().equals(rebuilt.get().statistics())
        ? List.of()
        : violation("other bytes at %s".formatted(text(held)));
  }

  private static List<Violation> violation(String detail) {
    return List.of(new Violation(Check.STATISTICS_DIFFER, detail));
  }

  private static String text(Optional<StatisticsSnapshot> snapshot) {
    return snapshot
        .map(held -> "tick %d, offsets %s".formatted(held.at().tick(), held.at().nextOffsets()))
        .orElse("nothing");
  }
}
