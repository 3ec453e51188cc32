package dev.aria.cli.demo;

import dev.aria.cli.evaluation.Discrepancies;
import dev.aria.cli.evaluation.HeldOutSet;
import dev.aria.cli.evaluation.RegionAverages;
import dev.aria.cli.monitor.RegionMaps;
import dev.aria.cli.monitor.RunFollowing;
import dev.aria.cli.monitor.RunMonitor;
import dev.aria.cli.stack.RunServices;
import dev.aria.cli.stack.Servers;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.models.sampler.SamplingSettings;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The demo, from an empty folder to a report: servers, corpus, services, student, measurement. */
public final class Demo {
  private static final int HELD_OUT = 600;
  private static final int GRID_PROMPTS = 48;
  private static final int GRID_COLUMNS = 16;
  private static final int GRID_STEPS = 25;
  private static final double GRID_GUIDANCE = 2;
  private static final long GRID_SEED = 7;

  private final DemoSettings settings;
  private final Supplier<Servers> servers;
  private final PrintWriter out;
  private final Clock clock = Clock.systemUTC();
  private final Instant start = clock.instant();

  public Demo(DemoSettings settings, Supplier<Servers> servers, PrintWriter out) {
    this.settings = settings;
    this.servers = servers;
    this.out = out;
  }

  /** Runs the demo; everything it started is stopped when it returns or throws. */
  public void run() {
    say("starting Kafka and Redis under " + settings.data());
    try (Servers running = servers.get();
        EmojiProblem problem = EmojiProblem.open(settings.data());
        Cluster cluster = Connections.cluster(running.kafka())) {
      DemoRun run = DemoRun.choose(settings, problem);
      loadCorpus(cluster, problem);
      RegionMapRecord regions = distil(running, cluster, run);
      report(problem, run, regions);
    }
  }

  private void loadCorpus(Cluster cluster, EmojiProblem problem) {
    CorpusLoading loading = new CorpusLoading(cluster, DemoSettings.CORPUS);
    if (loading.size() > 0) {
      say("corpus '%s' holds %d prompts already".formatted(DemoSettings.CORPUS, loading.size()));
    } else {
      say("corpus loaded: %d prompts".formatted(loading.append(problem.corpus())));
    }
  }

  private RegionMapRecord distil(Servers running, Cluster cluster, DemoRun run) {
    RunSettings agreed = run.agreed();
    cluster.ensure(Topics.ofRun(agreed));
    say(
        "run '%s': starting the four services, logs in %s"
            .formatted(agreed.name(), run.files().folder().resolve("logs")));
    try (RunServices services = new RunServices(run.files(), running.settings());
        RunMonitor monitor = new RunMonitor(cluster, agreed, DemoSettings.STUDENT)) {
      services.startAll();
      say("tagging the corpus (its prompts are encoded once) ...");
      RegionMapRecord regions = awaitRegions(cluster, services);
      new RunFollowing(agreed, services, clock).untilFinished(monitor, regions);
      say("student trained; stopping the services");
      return RegionMaps.newest(cluster, DemoSettings.CORPUS).orElse(regions);
    }
  }

  private RegionMapRecord awaitRegions(Cluster cluster, RunServices services) {
    CountDownLatch never = new CountDownLatch(1);
    try {
      while (true) {
        Optional<RegionMapRecord> regions = RegionMaps.newest(cluster, DemoSettings.CORPUS);
        if (regions.isPresent()) {
          return regions.get();
        }
        services.check();
        if (never.await(1, TimeUnit.SECONDS)) {
          throw new IllegalStateException("unreachable: nobody counts down");
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the corpus was being tagged", stopped);
    }
  }

  private void report(EmojiProblem problem, DemoRun run, RegionMapRecord regions) {
    say("measuring on held-out prompts ...");
    HeldOutSet held = problem.heldOut(HELD_OUT);
    StudentComparison comparison = StudentComparison.with(problem.teacher(), held, regions);
    Discrepancies zero = comparison.ofZero();
    Discrepancies before = comparison.of(run.initial());
    Discrepancies after = comparison.of(run.trained());
    String text = comparison.report().render(zero, before, after);
    Path file = run.files().folder().resolve("report.txt");
    write(file, text);
    Path grid = drawGrid(problem, run);
    out.println();
    out.println(text);
    RegionAverages first = comparison.report().averages(before);
    RegionAverages last = comparison.report().averages(after);
    say(
        "macro average of the held-out discrepancy: %.4f -> %.4f (%.3f of the start)"
            .formatted(first.macro(), last.macro(), last.macro() / first.macro()));
    say("pictures (teacher above, student below): " + grid);
    say("student: " + run.trained() + "   report: " + file);
    say("done in " + format(Duration.between(start, clock.instant())));
  }

  private Path drawGrid(EmojiProblem problem, DemoRun run) {
    HeldOutSet shown = problem.heldOut(GRID_PROMPTS);
    Path grid = run.files().folder().resolve("grid.png");
    new SampleGrid(
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

  private void say(String line) {
    out.printf("[%s] %s%n", format(Duration.between(start, clock.instant())), line);
    out.flush();
  }

  private static String format(Duration elapsed) {
    return "%d:%02d".formatted(elapsed.toMinutes(), elapsed.toSecondsPart());
  }
}
