package dev.aria.trials.chaos;

import dev.aria.operations.audit.Check.Harm;
import dev.aria.operations.text.MarkdownTable;
import dev.aria.trials.chaos.faults.FaultKind;
import dev.aria.trials.chaos.faults.PlannedFault;
import dev.aria.trials.chaos.recovery.Recovery;
import dev.aria.trials.chaos.recovery.Recovery.By;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All trials of a campaign: by kind of fault and who took the work up again, and one by one. What a
 * run has lost or done twice is charged to every kind of fault that it was hit by; of a run that
 * was never audited nobody knows.
 */
final class TrialTable {
  private static final List<String> HEADINGS =
      List.of(
          "fault",
          "recovered by",
          "trials",
          "lost",
          "doubled",
          "SHA-256 equal",
          "median s",
          "max s",
          "longest draw gap s");

  private static final String UNKNOWN = "-";

  /** A row of the table; those without a recovery come last. */
  private record Group(FaultKind kind, Optional<By> by) implements Comparable<Group> {
    private static final Comparator<Group> ORDER =
        Comparator.comparing(Group::kind)
            .thenComparing(group -> group.by().map(By::ordinal).orElse(Integer.MAX_VALUE));

    Group(Trial trial) {
      this(trial.fault().kind(), trial.recovery().map(Recovery::by));
    }

    @Override
    public int compareTo(Group other) {
      return ORDER.compare(this, other);
    }
  }

  /** A trial with the end of its run. */
  private record Ended(Trial trial, RunOutcome run) {}

  private final List<Ended> trials;

  TrialTable(List<RunOutcome> runs) {
    trials =
        runs.stream()
            .flatMap(run -> run.trials().stream().map(trial -> new Ended(trial, run)))
            .toList();
  }

  /** By kind of fault, with a last line for all. */
  String markdown() {
    MarkdownTable table = new MarkdownTable(HEADINGS);
    trials.stream()
        .collect(
            Collectors.groupingBy(
                ended -> new Group(ended.trial()), TreeMap::new, Collectors.toList()))
        .forEach(
            (group, some) ->
                table.row(row(group.kind().label(), some.get(0).trial().recoveredBy(), some)));
    if (!trials.isEmpty()) {
      table.row(row("all", "", trials));
    }
    return table.toString();
  }

  private static List<String> row(String kind, String by, List<Ended> some) {
    List<RunOutcome> runs = some.stream().map(Ended::run).distinct().toList();
    long same = some.stream().filter(ended -> ended.run().sameStudent()).count();
    List<Double> times = seconds(some, Recovery::time);
    List<Double> gaps = seconds(some, Recovery::drawGap);
    return List.of(
        kind,
        by,
        Integer.toString(some.size()),
        sum(runs, Harm.LOST),
        sum(runs, Harm.DOUBLED),
        "%d of %d".formatted(same, some.size()),
        times.isEmpty() ? UNKNOWN : shown(median(times)),
        times.isEmpty() ? UNKNOWN : shown(times.get(times.size() - 1)),
        gaps.isEmpty() ? UNKNOWN : shown(gaps.get(gaps.size() - 1)));
  }

  /** Of the runs that were audited. */
  private static String sum(List<RunOutcome> runs, Harm harm) {
    List<OptionalLong> known =
        runs.stream().map(run -> run.of(harm)).filter(OptionalLong::isPresent).toList();
    return known.isEmpty()
        ? UNKNOWN
        : Long.toString(known.stream().mapToLong(OptionalLong::getAsLong).sum());
  }

  /** In ascending order, of those that recovered. */
  private static List<Double> seconds(List<Ended> some, Function<Recovery, Duration> time) {
    return some.stream()
        .flatMap(ended -> ended.trial().recovery().stream())
        .map(recovery -> seconds(time.apply(recovery)))
        .sorted()
        .toList();
  }

  /** One line a trial, tab-separated. */
  String tsv() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "trial\trun\tfault\tmember\tafter_steps\toutage_s\trecovered_by\trecovery_s\tdraw_gap_s\trun_lost\trun_doubled\tsha_equal");
    trials.forEach(ended -> lines.add(line(ended)));
    return String.join("\n", lines) + "\n";
  }

  private static String line(Ended ended) {
    PlannedFault fault = ended.trial().fault();
    Optional<Recovery> recovery = ended.trial().recovery();
    return String.join(
        "\t",
        Integer.toString(fault.number()),
        ended.trial().run(),
        fault.kind().label(),
        Integer.toString(fault.member()),
        Integer.toString(fault.afterSteps()),
        shown(seconds(fault.outage())),
        ended.trial().recoveredBy(),
        recovery.map(found -> "%.3f".formatted(seconds(found.time()))).orElse(UNKNOWN),
        recovery.map(found -> "%.3f".formatted(seconds(found.drawGap()))).orElse(UNKNOWN),
        sum(List.of(ended.run()), Harm.LOST),
        sum(List.of(ended.run()), Harm.DOUBLED),
        Boolean.toString(ended.run().sameStudent()));
  }

  private static double median(List<Double> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }

  private static String shown(double seconds) {
    return "%.1f".formatted(seconds);
  }
}
