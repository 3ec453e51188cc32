package dev.aria.cli.chaos;

import dev.aria.cli.audit.Check.Harm;
import dev.aria.cli.chaos.Recovery.By;
import dev.aria.cli.report.MarkdownTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All trials of a campaign: by kind of fault and who took the work up again, and one by one. What a
 * run has lost or done twice is charged to every kind of fault that it was hit by.
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

  /** A row of the table. */
  private record Group(FaultKind kind, By by) implements Comparable<Group> {
    private static final Comparator<Group> ORDER =
        Comparator.comparing(Group::kind).thenComparing(Group::by);

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
                ended -> new Group(ended.trial().fault().kind(), ended.trial().recovery().by()),
                TreeMap::new,
                Collectors.toList()))
        .forEach(
            (group, some) ->
                table.row(
                    row(group.kind().label(), group.by().name().toLowerCase(Locale.ROOT), some)));
    if (!trials.isEmpty()) {
      table.row(row("all", "", trials));
    }
    return table.toString();
  }

  private static List<String> row(String kind, String by, List<Ended> some) {
    List<RunOutcome> runs = some.stream().map(Ended::run).distinct().toList();
    long same = some.stream().filter(ended -> ended.run().sameStudent()).count();
    List<Double> seconds =
        some.stream().map(ended -> seconds(ended.trial().recovery().time())).sorted().toList();
    double gap =
        some.stream()
            .mapToDouble(ended -> seconds(ended.trial().recovery().drawGap()))
            .max()
            .orElse(0);
    return List.of(
        kind,
        by,
        Integer.toString(some.size()),
        Long.toString(runs.stream().mapToLong(run -> run.of(Harm.LOST)).sum()),
        Long.toString(runs.stream().mapToLong(run -> run.of(Harm.DOUBLED)).sum()),
        "%d of %d".formatted(same, some.size()),
        shown(median(seconds)),
        shown(seconds.get(seconds.size() - 1)),
        shown(gap));
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
    Recovery recovery = ended.trial().recovery();
    return String.join(
        "\t",
        Integer.toString(fault.number()),
        ended.trial().run(),
        fault.kind().label(),
        Integer.toString(fault.member()),
        Integer.toString(fault.afterSteps()),
        shown(seconds(fault.outage())),
        recovery.by().name().toLowerCase(Locale.ROOT),
        "%.3f".formatted(seconds(recovery.time())),
        "%.3f".formatted(seconds(recovery.drawGap())),
        Long.toString(ended.run().of(Harm.LOST)),
        Long.toString(ended.run().of(Harm.DOUBLED)),
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
