package dev.aria.trials.chaos;

import dev.aria.operations.audit.AuditResult;
import java.util.List;

/**
 * What a campaign has come to.
 *
 * @param seed seed of its schedule
 * @param runs its runs, in order
 * @param untried faults that were never done
 */
public record CampaignOutcome(long seed, List<RunOutcome> runs, int untried) {
  public CampaignOutcome {
    runs = List.copyOf(runs);
  }

  /** Whether every fault was tried, and every run ended with every law kept. */
  public boolean holds() {
    return untried == 0 && runs.stream().allMatch(RunOutcome::holds);
  }

  /** Faults done and come over. */
  public int trials() {
    return (int)
        runs.stream()
            .flatMap(run -> run.trials().stream())
            .filter(trial -> trial.recovery().isPresent())
            .count();
  }

  /** What failed, run by run; empty when all holds. */
  public List<String> failures() {
    return runs.stream()
        .filter(run -> !run.holds())
        .map(
            run ->
                "run '%s': %s"
                    .formatted(
                        run.run(),
                        run.failure()
                            .orElseGet(() -> run.audit().map(AuditResult::text).orElse(""))))
        .toList();
  }

  /** All trials, for a report. */
  public String summary() {
    return table().markdown();
  }

  TrialTable table() {
    return new TrialTable(runs);
  }
}
