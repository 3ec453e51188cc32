package dev.aria.trials.chaos;

import dev.aria.core.record.WeightsVersion;
import dev.aria.operations.audit.AuditResult;
import dev.aria.operations.audit.Check;
import dev.aria.operations.audit.Violation;
import dev.aria.trials.chaos.faults.FaultKind;
import dev.aria.trials.chaos.faults.PlannedFault;
import dev.aria.trials.chaos.recovery.Mark;
import dev.aria.trials.chaos.recovery.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Faults, recoveries and audits made by hand. */
public final class HandMadeTrial {
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private HandMadeTrial() {}

  static PlannedFault fault(int number, FaultKind kind) {
    return new PlannedFault(number, kind, 5, Duration.ofSeconds(1), 0);
  }

  static Recovery recovery(long millis) {
    return new Recovery(
        Recovery.By.SURVIVOR, START, START.plusMillis(millis), Duration.ofMillis(200));
  }

  static Trial recovered(int number, FaultKind kind, long millis) {
    return new Trial("run", fault(number, kind), Optional.of(recovery(millis)));
  }

  static Trial failed(int number, FaultKind kind) {
    return new Trial("run", fault(number, kind), Optional.empty());
  }

  static AuditResult audit(Check... broken) {
    List<Violation> violations =
        List.of(broken).stream().map(check -> new Violation(check, "by hand")).toList();
    return new AuditResult(
        "student",
        false,
        new AuditResult.Counts(1, 1, 0, 1, 0, 1),
        Map.of(),
        violations,
        List.of());
  }

  /** A run that stood at {@code trained} steps trained. */
  public static Mark mark(long trained) {
    return new Mark(START, trained, trained, WeightsVersion.INITIAL, Set.of());
  }
}
