package dev.aria.operations.status;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.WeightsVersion;
import dev.aria.operations.text.TextTable;
import dev.aria.runtime.settings.RunSettings;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A run's status as text. */
public final class StatusText {
  private static final int WORST = 5;

  private final RunSettings run;
  private final RunStatus status;

  public StatusText(RunSettings run, RunStatus status) {
    this.run = run;
    this.status = status;
  }

  @Override
  public String toString() {
    return "run '%s' on corpus '%s', %d steps of %d samples%n"
            .formatted(run.name(), run.corpus(), run.steps(), run.batch())
        + line("drawn", progress(status.drawn()))
        + line("taught", progress(status.taught()) + behind(status.drawn() - status.taught()))
        + line("weights", status.weights().map(StatusText::version).orElse("none published yet"))
        + line("order", status.command().map(o -> o.kind() + " by " + o.issuer()).orElse("none"))
        + line("worst regions", worst())
        + "\n"
        + students()
        + "\n"
        + standings();
  }

  private String standings() {
    TextTable table =
        new TextTable("service", "reads", "offset", "lag", "step", "weights", "stands at");
    for (Standing at : status.standings()) {
      table.row(
          at.service(),
          at.reads(),
          at.offset(),
          at.lag(),
          at.step(),
          at.weights().map(WeightsVersion::text).orElse("-"),
          at.note());
    }
    return table.toString();
  }

  private static String line(String label, String value) {
    return "  %-14s %s%n".formatted(label, value);
  }

  private String progress(long steps) {
    return "step %d (%.1f %%)".formatted(steps, 100.0 * steps / run.steps());
  }

  private static String behind(long steps) {
    return ", %d steps behind".formatted(Math.max(0, steps));
  }

  private static String version(SamplingWeights weights) {
    return "%s (term.number), policy %s, theta %.3f"
        .formatted(weights.version().text(), weights.policy(), weights.theta());
  }

  private String worst() {
    Optional<SamplingWeights> weights = status.weights();
    if (weights.isEmpty()) {
      return "not known yet";
    }
    List<RegionWeight> regions = weights.get().regions();
    return IntStream.range(0, regions.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer region) -> -regions.get(region).ratio()))
        .limit(WORST)
        .map(region -> "%s (%.2f)".formatted(name(region), regions.get(region).ratio()))
        .collect(Collectors.joining(", "));
  }

  private String name(int region) {
    return status
        .regions()
        .map(RegionMapRecord::names)
        .filter(names -> region < names.size())
        .map(names -> names.get(region))
        .orElse("region " + region);
  }

  private String students() {
    if (status.students().isEmpty()) {
      return "  no student has reported yet\n";
    }
    TextTable table = new TextTable("student", "trained", "behind", "loss", "checkpoint", "file");
    for (StudentStatus student : status.students()) {
      table.row(
          student.name() + (student.lead() ? " (lead)" : ""),
          student.trained(),
          Math.max(0, status.taught() - student.trained()),
          student.loss(),
          student.checkpoint().map(this::step).orElse("-"),
          student.checkpoint().map(CheckpointPublished::path).orElse("-"));
    }
    return table.toString();
  }

  private String step(CheckpointPublished checkpoint) {
    return checkpoint.step() + (checkpoint.endsRunOf(run.steps()) ? " (last)" : "");
  }
}
