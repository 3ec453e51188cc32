package dev.aria.cli.chaos;

import dev.aria.cli.audit.AuditResult;
import dev.aria.cli.audit.Check;
import java.util.List;
import java.util.Optional;

/**
 * What a run under faults has come to.
 *
 * @param run its name
 * @param trials faults done and come over
 * @param failure why it could not be brought to its end; empty when it was
 * @param audit what its logs say, and whether its replay agrees; empty without an end
 */
public record RunOutcome(
    String run, List<Trial> trials, Optional<String> failure, Optional<AuditResult> audit) {
  public RunOutcome {
    trials = List.copyOf(trials);
  }

  /** Whether it ended, and every law holds. */
  public boolean holds() {
    return failure.isEmpty() && audit.map(AuditResult::holds).orElse(false);
  }

  /** Violations of that damage. */
  long of(Check.Harm harm) {
    return audit.map(result -> result.of(harm)).orElse(0L);
  }

  /** Whether the student equals its replay. */
  boolean sameStudent() {
    return audit
        .filter(
            result ->
                result.violations().stream()
                    .noneMatch(violation -> violation.check() == Check.STUDENT_DIFFERS))
        .isPresent();
  }
}
