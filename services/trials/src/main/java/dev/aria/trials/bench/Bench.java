package dev.aria.trials.bench;

import dev.aria.emoji.demo.DemoRun;
import dev.aria.emoji.demo.Distillation;
import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.models.engine.TorchEngine;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.stack.Servers;
import dev.aria.operations.text.Narration;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.trials.runs.Machine;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Measures the pipeline against a bare loop and replay against a loop in memory. The contenders
 * take turns, so that what else the machine does hits all of them.
 */
public final class Bench {
  private final BenchSettings settings;
  private final Supplier<Servers> servers;
  private final Narration narration;
  private final Clock clock = Clock.systemUTC();

  public Bench(BenchSettings settings, Supplier<Servers> servers, Narration narration) {
    this.settings = settings;
    this.servers = servers;
    this.narration = narration;
  }

  /** Measures, shows the table and writes it into the data folder. */
  public void run() {
    narration.say("starting Kafka and Redis under " + settings.data());
    try (Servers running = servers.get();
        EmojiProblem problem = EmojiProblem.open(settings.data());
        Cluster cluster = Connections.cluster(running.kafka())) {
      Distillation distillation = new Distillation(running, cluster, narration);
      distillation.loadCorpus(problem);
      PipelineRuns runs = new PipelineRuns(settings, problem, running, cluster, distillation);
      String series = "bench-" + clock.instant().getEpochSecond();
      List<Repetition> repetitions = new ArrayList<>();
      for (int i = 1; i <= settings.repeat(); i++) {
        narration.say("repetition %d of %d".formatted(i, settings.repeat()));
        repetitions.add(repetition(series + "-" + i, runs, running.kafka().bootstrapServers()));
      }
      tell(series, repetitions);
    }
  }

  private Repetition repetition(String name, PipelineRuns runs, String kafka) {
    double load = Machine.load();
    Map<Contender, Lap> laps = new EnumMap<>(Contender.class);
    DemoRun run = runs.open(name, Contender.PIPELINE);
    LoopProcess loops = new LoopProcess(run, kafka);
    int threads = TorchEngine.threads();
    time(laps, Contender.PIPELINE, () -> runs.pipeline(run));
    time(laps, Contender.OVERLAPPED, () -> loops.run(Contender.OVERLAPPED, threads));
    if (!settings.pipelines()) {
      time(laps, Contender.SEQUENTIAL, () -> loops.run(Contender.SEQUENTIAL, 2 * threads));
      time(laps, Contender.REPLAY, () -> runs.replay(run));
      time(laps, Contender.IN_MEMORY, () -> loops.run(Contender.IN_MEMORY, threads));
    }
    runs.forget(run);
    if (settings.probes()) {
      more(name + "-probed", Contender.PROBED, runs, laps);
    }
    if (settings.paths() > 0) {
      more(name + "-paths", Contender.PATHS, runs, laps);
    }
    return new Repetition(load, laps);
  }

  private void more(String name, Contender pipeline, PipelineRuns runs, Map<Contender, Lap> laps) {
    DemoRun run = runs.open(name, pipeline);
    time(laps, pipeline, () -> runs.pipeline(run));
    runs.forget(run);
  }

  private void time(Map<Contender, Lap> laps, Contender contender, Supplier<StepEnds> work) {
    Window window = settings.window();
    try (ProcessTimes times = new ProcessTimes(clock)) {
      StepEnds ends = work.get();
      Lap lap =
          new Lap(
              ends.rate(window, settings.batch()),
              times.cores(ends.begin(window), ends.end(window)));
      laps.put(contender, lap);
      narration.say("%s: %.0f samples/s".formatted(contender.title(), lap.samplesPerSecond()));
    }
  }

  private void tell(String series, List<Repetition> repetitions) {
    Instant now = clock.instant();
    String text = new BenchReport(settings, Machine.here(), now, repetitions).markdown();
    new BenchFile(settings.data(), narration).keep(series, text);
  }
}
