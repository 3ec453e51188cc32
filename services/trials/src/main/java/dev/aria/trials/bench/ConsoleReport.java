package dev.aria.trials.bench;

import dev.aria.operations.text.MarkdownTable;
import dev.aria.trials.runs.Machine;
import dev.aria.trials.study.report.Interval;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What a console costs a run, as Markdown.
 *
 * @param steps of the run
 * @param absent samples a second before there was a console, and after it was killed
 * @param turns of its work, at least one
 * @param events that its page was sent
 */
record ConsoleReport(
    Machine machine,
    Instant at,
    int steps,
    List<Double> absent,
    List<ConsoleTurn> turns,
    long events) {
  ConsoleReport {
    absent = List.copyOf(absent);
    turns = List.copyOf(turns);
  }

  /** Machine, ratios, and every turn. */
  String markdown() {
    return String.join("\n", header(), ratios(), table());
  }

  private String header() {
    return """
    %s, %d cores, Java %s; commit %s; %s.
    One run of %d steps, a checkpoint every %d. A console hung and worked in turns, and drew the pictures of every checkpoint; its page was sent %d events.
    """
        .formatted(
            machine.processor(),
            machine.cores(),
            machine.java(),
            machine.commit(),
            at.truncatedTo(ChronoUnit.MINUTES),
            steps,
            ConsolePhases.checkpointEvery(),
            events);
  }

  private String ratios() {
    MarkdownTable table =
        new MarkdownTable(List.of("ratio of rates", "mean", "95 % interval", "aim"));
    Interval cost = Interval.of(turns.stream().map(ConsoleTurn::ratio).toList());
    table.row(
        List.of(
            "at work / hung",
            text("%.3f", cost.mean()),
            cost.half().isPresent()
                ? text("%.3f", cost.low().getAsDouble())
                    + " to "
                    + text("%.3f", cost.high().getAsDouble())
                : "",
            "over 0.98"));
    double hung = turns.stream().mapToDouble(ConsoleTurn::without).average().orElseThrow();
    double none = absent.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    table.row(List.of("hung / none", text("%.3f", hung / none), "", "1"));
    return table.toString();
  }

  private String table() {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "turn",
                "samples/s, hung before and after",
                "at work",
                "console's processor ms a step, at work"));
    IntStream.range(0, turns.size())
        .forEach(
            number -> {
              ConsoleTurn turn = turns.get(number);
              table.row(
                  List.of(
                      Integer.toString(number + 1),
                      text("%.0f", turn.without()),
                      text("%.0f", turn.watched()),
                      text("%.1f", turn.millis())));
            });
    return table
        + "\nWithout a console: "
        + String.join(" and ", absent.stream().map(rate -> text("%.0f", rate)).toList())
        + " samples/s, before it came and after it was killed.\n";
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
