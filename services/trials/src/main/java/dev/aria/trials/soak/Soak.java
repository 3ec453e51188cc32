package dev.aria.trials.soak;

import dev.aria.core.thread.Pause;
import dev.aria.emoji.demo.DemoSettings;
import dev.aria.operations.corpus.CorpusLoading;
import dev.aria.operations.monitor.RunMonitor;
import dev.aria.operations.run.RunFiles;
import dev.aria.operations.stack.ChildService;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.stack.RunServices;
import dev.aria.operations.stack.Servers;
import dev.aria.operations.stack.ServiceKind;
import dev.aria.operations.text.Narration;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.Topics;
import dev.aria.trials.runs.EmojiTrialProblem;
import dev.aria.trials.runs.TrialProblem;
import dev.aria.trials.runs.TrialRuns;
import dev.aria.trials.soak.MemoryTrace.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A long run of a tiny teacher and a small student, its services' memory watched. */
public final class Soak {
  private static final String RUN = "soak";
  private static final int CHECKPOINT_EVERY = 100;
  private static final long SEED = 1;
  private static final int TELL_EVERY = 500;

  private final SoakSettings settings;
  private final Path folder;
  private final Narration narration;

  /**
   * @param folder new folder for servers, run and report
   */
  public Soak(SoakSettings settings, Path folder, Narration narration) {
    this.settings = settings;
    this.folder = folder;
    this.narration = narration;
  }

  /** Runs it; leaves {@code memory.tsv}, {@code memory.md} and {@code memory.png}. */
  public SoakOutcome run() {
    narration.say("starting Kafka and Redis under " + folder);
    try (TrialProblem problem = EmojiTrialProblem.open(settings.data());
        Servers servers = Servers.open(folder, Optional.empty(), Optional.empty());
        Cluster cluster = Connections.cluster(servers.kafka())) {
      TrialRuns runs = new TrialRuns(folder, problem);
      new CorpusLoading(cluster, TrialRuns.CORPUS).append(problem.prompts());
      RunFiles files =
          runs.make(
              RUN,
              new TrialRuns.Size(
                  runs.tinyTeacher(),
                  settings.steps(),
                  settings.microBatch(),
                  CHECKPOINT_EVERY,
                  SEED,
                  0));
      return judged(watch(files, servers, cluster));
    }
  }

  private List<MemoryTrace> watch(RunFiles files, Servers servers, Cluster cluster) {
    RunSettings run = Settings.load("--config", files.settings().toString()).run();
    cluster.ensure(Topics.ofRun(run));
    try (RunServices services = new RunServices(files, servers.settings());
        RunMonitor monitor = new RunMonitor(cluster, run, DemoSettings.STUDENT)) {
      List<ChildService> processes =
          Arrays.stream(ServiceKind.values())
              .map(kind -> services.start(kind, kind.serviceName(), Map.of()))
              .toList();
      List<MemoryTrace> traces =
          processes.stream().map(process -> new MemoryTrace(process.name())).toList();
      long begin = System.nanoTime();
      long told = 0;
      while (!monitor.finished()) {
        long trained = monitor.refresh().trained();
        services.check();
        look(processes, traces, (System.nanoTime() - begin) / 1e9, trained);
        told = tell(trained, told);
        Pause.of(settings.every(), "soaking");
      }
      return traces;
    }
  }

  private long tell(long trained, long told) {
    if (trained < told + TELL_EVERY) {
      return told;
    }
    narration.say("%d of %d steps trained".formatted(trained, settings.steps()));
    return trained;
  }

  private static void look(
      List<ChildService> processes, List<MemoryTrace> traces, double seconds, long trained) {
    for (int i = 0; i < processes.size(); i++) {
      MemoryTrace trace = traces.get(i);
      ResidentMemory.kibibytes(processes.get(i).pid())
          .ifPresent(kibibytes -> trace.add(new Sample(seconds, trained, kibibytes)));
    }
  }

  private SoakOutcome judged(List<MemoryTrace> traces) {
    SoakOutcome outcome =
        new SoakOutcome(
            traces.stream().map(trace -> Flatness.of(trace, settings.steps())).toList());
    write("memory.tsv", tsv(traces));
    write("memory.md", outcome.markdown());
    String title = "%d steps, %d draws".formatted(settings.steps(), settings.draws());
    MemoryPlot.write(traces, title, folder.resolve("memory.png"));
    return outcome;
  }

  private static String tsv(List<MemoryTrace> traces) {
    StringBuilder text = new StringBuilder("process\tseconds\tstep\trss_kib\n");
    for (MemoryTrace trace : traces) {
      for (Sample sample : trace.samples()) {
        text.append(
            "%s\t%.1f\t%d\t%d%n"
                .formatted(trace.process(), sample.seconds(), sample.step(), sample.kibibytes()));
      }
    }
    return text.toString();
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + folder.resolve(name), failure);
    }
  }
}
