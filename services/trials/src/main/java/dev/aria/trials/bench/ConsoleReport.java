package dev.aria.trials.bench;

import dev.aria.operations.text.MarkdownTable;
import dev.aria.trials.runs.Machine;
import dev.aria.trials.study.report.Interval;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What consoles cost a run, as Markdown.
 *
 * @param steps of the run
 * @param cycles what each measured, at least one
 * @param events that the page of each cycle's console was sent
 */
record ConsoleReport(
    Machine machine, Instant at, int steps, List<ConsoleCycle> cycles, List<Long> events) {
  ConsoleReport {
    cycles = List.copyOf(cycles);
    events = List.copyOf(events);
  }

  /** Machine, ratios with 95 % intervals over cycles, and every cycle. */
  String markdown() {
    return String.join("\n", header(), ratios(), table());
  }

  private String header() {
    return """
    %s, %d cores, Java %s; commit %s; %s.
    One run of %d steps, a checkpoint every %d, %d cycles: no console, one that is watched and draws the checkpoint's pictures, the same hung, then killed.
    Events sent to each page: %s.
    """
        .formatted(
            machine.processor(),
            machine.cores(),
            machine.java(),
            machine.commit(),
            at.truncatedTo(ChronoUnit.MINUTES),
            steps,
            ConsolePhases.checkpointEvery(),
            cycles.size(),
            events.stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }

  private String ratios() {
    MarkdownTable table =
        new MarkdownTable(List.of("ratio of rates", "mean", "95 % interval", "aim"));
    table.row(ratio("watched / no console", ConsoleCycle::watchedRatio, "over 0.98"));
    table.row(ratio("hung / no console", ConsoleCycle::hungRatio, "1"));
    return table.toString();
  }

  private List<String> ratio(String title, ToDoubleFunction<ConsoleCycle> value, String aim) {
    Interval interval = Interval.of(cycles.stream().mapToDouble(value).boxed().toList());
    String bounds =
        interval.half().isPresent()
            ? text("%.3f", interval.low().getAsDouble())
                + " to "
                + text("%.3f", interval.high().getAsDouble())
            : "";
    return List.of(title, text("%.3f", interval.mean()), bounds, aim);
  }

  private String table() {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "cycle",
                "samples/s, no console",
                "watched",
                "hung",
                "console's processor ms a step, watched"));
    IntStream.range(0, cycles.size())
        .forEach(
            number -> {
              ConsoleCycle cycle = cycles.get(number);
              table.row(
                  List.of(
                      Integer.toString(number + 1),
                      text("%.0f", cycle.absent()),
                      text("%.0f", cycle.watched()),
                      text("%.0f", cycle.hung()),
                      text("%.1f", cycle.millis())));
            });
    return table.toString();
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
