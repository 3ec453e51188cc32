package dev.aria.trials.bench;

import dev.aria.models.engine.TorchEngine;
import dev.aria.operations.text.MarkdownTable;
import dev.aria.trials.runs.Machine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What was measured, as Markdown. */
final class BenchReport {
  private static final double NOTEWORTHY_MILLIS = 0.5;

  private final BenchSettings settings;
  private final Machine machine;
  private final Instant at;
  private final List<Repetition> repetitions;
  private final List<Contender> contenders;

  BenchReport(BenchSettings settings, Machine machine, Instant at, List<Repetition> repetitions) {
    this.settings = settings;
    this.machine = machine;
    this.at = at.truncatedTo(ChronoUnit.MINUTES);
    this.repetitions = List.copyOf(repetitions);
    this.contenders =
        List.of(Contender.values()).stream()
            .filter(contender -> repetitions.get(0).rate(contender).isPresent())
            .toList();
  }

  /**
   * Machine and settings, ratios, samples a second of each repetition, processor time by process.
   */
  String markdown() {
    return String.join("\n", header(), ratios(), rates(), times());
  }

  private String header() {
    Window window = settings.window();
    return """
    %s, %d cores, Java %s; commit %s; %s.
    %d repetitions of %d steps of %d samples, steps %d to %d measured.
    Threads of libtorch: %d each for teacher and trainer. Load before each repetition: %s.
    """
        .formatted(
            machine.processor(),
            machine.cores(),
            machine.java(),
            machine.commit(),
            at,
            repetitions.size(),
            settings.steps(),
            settings.batch(),
            window.from(),
            window.to() - 1,
            TorchEngine.threads(),
            String.join(", ", texts("%.1f", Repetition::load)));
  }

  private String ratios() {
    MarkdownTable table = new MarkdownTable(List.of("ratio", "median", "least", "most", "aim"));
    String paths = text("%.0f %% path draws", 100 * settings.paths());
    row(table, "pipeline / faster bare loop", lap -> lap.toBare(Contender.PIPELINE), "0.90");
    row(
        table,
        "pipeline with " + paths + " / faster bare loop",
        lap -> lap.toBare(Contender.PATHS),
        "");
    row(table, "replay / in memory", Repetition::replayRatio, "0.95");
    row(table, "pipeline with probes / without", lap -> lap.ratioOf(Contender.PROBED), "");
    row(table, "pipeline with " + paths + " / without", lap -> lap.ratioOf(Contender.PATHS), "");
    return table.toString();
  }

  /** A ratio of contenders that ran; none otherwise. */
  private void row(
      MarkdownTable table, String title, Function<Repetition, Optional<Double>> ratio, String aim) {
    if (ratio.apply(repetitions.get(0)).isPresent()) {
      table.row(ratio(title, lap -> ratio.apply(lap).orElseThrow(), aim));
    }
  }

  private List<String> ratio(String title, Function<Repetition, Double> value, String aim) {
    MedianAndRange spread = MedianAndRange.of(repetitions.stream().map(value).toList());
    return List.of(
        title,
        text("%.3f", spread.median()),
        text("%.3f", spread.least()),
        text("%.3f", spread.most()),
        aim);
  }

  private String rates() {
    List<String> headings = new ArrayList<>(List.of("samples/s"));
    IntStream.rangeClosed(1, repetitions.size()).mapToObj(Integer::toString).forEach(headings::add);
    headings.add("median");
    MarkdownTable table = new MarkdownTable(headings);
    for (Contender contender : contenders) {
      Function<Repetition, Double> rate = lap -> lap.rate(contender).orElseThrow();
      List<String> row = new ArrayList<>(List.of(contender.title()));
      row.addAll(texts("%.0f", rate));
      row.add(text("%.0f", MedianAndRange.of(repetitions.stream().map(rate).toList()).median()));
      table.row(row);
    }
    return table.toString();
  }

  private String times() {
    List<String> headings = new ArrayList<>(List.of("processor ms a step, median"));
    contenders.forEach(contender -> headings.add(contender.title()));
    MarkdownTable table = new MarkdownTable(headings);
    for (String process : processes()) {
      List<String> row = new ArrayList<>(List.of(process));
      contenders.forEach(contender -> row.add(time(contender, process)));
      table.row(row);
    }
    return table.toString();
  }

  private Set<String> processes() {
    Set<String> names = new TreeSet<>();
    for (Repetition repetition : repetitions) {
      repetition.laps().values().forEach(lap -> names.addAll(lap.cores().keySet()));
    }
    names.removeIf(
        name -> contenders.stream().allMatch(contender -> time(contender, name).isEmpty()));
    return names;
  }

  /** Empty where it is next to nothing. */
  private String time(Contender contender, String process) {
    List<Double> found =
        repetitions.stream()
            .map(repetition -> Objects.requireNonNull(repetition.laps().get(contender)))
            .map(lap -> lap.millisPerStep(process, settings.batch()))
            .toList();
    double median = MedianAndRange.of(found).median();
    return median >= NOTEWORTHY_MILLIS ? text("%.1f", median) : "";
  }

  private List<String> texts(String format, Function<Repetition, Double> value) {
    return repetitions.stream().map(value).map(number -> text(format, number)).toList();
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
