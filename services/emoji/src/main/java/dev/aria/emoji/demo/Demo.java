package dev.aria.emoji.demo;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.emoji.evaluation.Discrepancies;
import dev.aria.emoji.evaluation.HeldOutSet;
import dev.aria.emoji.evaluation.RegionAverages;
import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.emoji.problem.StudentComparison;
import dev.aria.emoji.report.RandomConditioningComparison;
import dev.aria.models.picture.SampleSheet;
import dev.aria.models.sampler.SamplingSettings;
import dev.aria.operations.manifest.RunCompletion;
import dev.aria.operations.monitor.RunDisplay;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.stack.Servers;
import dev.aria.operations.text.Narration;
import dev.aria.runtime.kafka.Cluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The demo, from an empty folder to a report: servers, corpus, services, student, measurement. */
public final class Demo {
  private static final int GRID_OTHERS = 48;
  private static final int GRID_ANIMALS = 32;
  private static final int GRID_COLUMNS = 16;
  private static final int GRID_STEPS = 25;
  private static final double GRID_GUIDANCE = 2;
  private static final long GRID_SEED = 7;

  private static final long STUDENT_SEED = 3;

  private final DemoSettings settings;
  private final RunChoice choice;
  private final Optional<DemoRun> earlier;
  private final Supplier<Servers> servers;
  private final Narration narration;
  private final RunDisplay display;

  /**
   * Looks which run it is about; nothing is started yet.
   *
   * @param display shows the run to people
   * @throws IllegalArgumentException when that run cannot be gone on with as is asked
   */
  public Demo(
      DemoSettings settings,
      RunChoice choice,
      Supplier<Servers> servers,
      RunDisplay display,
      PrintWriter out) {
    this.settings = settings;
    this.choice = choice;
    this.earlier = DemoRun.earlier(settings, choice);
    this.servers = servers;
    this.display = display;
    this.narration = new Narration(out, Clock.systemUTC());
  }

  /** Runs the demo; everything it started is stopped when it returns or throws. */
  public void run() {
    narration.say("starting Kafka and Redis under " + settings.data());
    try (Servers running = servers.get();
        EmojiProblem problem = EmojiProblem.open(settings.data());
        Cluster cluster = Connections.cluster(running.kafka())) {
      Distillation distillation =
          new Distillation(running, cluster, narration, display, "aria demo");
      DemoRun run = earlier.orElseGet(() -> begin(distillation, problem));
      earlier.ifPresent(
          known ->
              narration.say(
                  "run '%s' goes on with %s".formatted(known.files().name(), known.options())));
      distillation.loadCorpus(problem);
      try {
        report(problem, run, distillation.distil(run));
      } catch (RunStopped stopped) {
        narration.say(String.valueOf(stopped.getMessage()));
      }
    }
  }

  private DemoRun begin(Distillation distillation, EmojiProblem problem) {
    String name =
        choice
            .name()
            .orElseGet(
                () ->
                    DemoRun.nextNames(settings)
                        .filter(free -> !distillation.isRecorded(free))
                        .findFirst()
                        .orElseThrow());
    return distillation.open(name, settings, problem, STUDENT_SEED);
  }

  private void report(EmojiProblem problem, DemoRun run, RegionMapRecord regions) {
    narration.say("measuring on held-out prompts ...");
    StudentComparison comparison = StudentComparison.on(problem, regions);
    Discrepancies zero = comparison.ofZero();
    Discrepancies before = comparison.of(run.initial());
    Discrepancies after = comparison.of(run.trained());
    String text = comparison.report().render(zero, before, after);
    RegionAverages first = comparison.report().averages(before);
    RegionAverages last = comparison.report().averages(after);
    write(run.report(), text);
    keep(run, first, last);
    Path grid = drawGrid(problem, run);
    narration.show(text);
    narration.say(
        "macro average of the held-out discrepancy: %.4f -> %.4f (%.3f of the start)"
            .formatted(first.macro(), last.macro(), last.macro() / first.macro()));
    narration.say(
        "pictures (teacher above, student below; the last %d prompts are of animals, which no pair shows): %s"
            .formatted(GRID_ANIMALS, grid));
    if (run.options().areThoseOfTheStudy()) {
      narration.say(
          "against Random Conditioning, measured beforehand with %s: %s"
              .formatted(
                  RandomConditioningComparison.COMMAND, RandomConditioningComparison.text()));
    }
    narration.say("student: " + run.trained() + "   report: " + run.report());
    narration.say("done in " + narration.elapsed());
  }

  private static void keep(DemoRun run, RegionAverages first, RegionAverages last) {
    Map<String, Double> measures =
        Map.of(
            "held-out-macro-before", first.macro(),
            "held-out-macro", last.macro(),
            "held-out-worst-decile", last.worstDecile(),
            "held-out-natural", last.natural());
    RunCompletion.measured(run.files(), run.loaded(), measures);
  }

  private Path drawGrid(EmojiProblem problem, DemoRun run) {
    HeldOutSet shown = problem.shown(GRID_OTHERS, GRID_ANIMALS);
    Path grid = run.files().folder().resolve("grid.png");
    new SampleSheet(
            problem.codec(), SamplingSettings.unclipped(GRID_STEPS, GRID_GUIDANCE), GRID_SEED)
        .write(List.of(problem.teacher(), run.trained()), shown.conditions(), GRID_COLUMNS, grid);
    return grid;
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + file, failure);
    }
  }
}
