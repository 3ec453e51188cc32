package dev.aria.emoji.demo;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.thread.Pause;
import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.operations.control.RunOrders;
import dev.aria.operations.corpus.CorpusLoading;
import dev.aria.operations.manifest.OpenedRun;
import dev.aria.operations.manifest.RunCompletion;
import dev.aria.operations.manifest.TeacherPasses;
import dev.aria.operations.monitor.CorpusRegions;
import dev.aria.operations.monitor.RunDisplay;
import dev.aria.operations.monitor.RunFollowing;
import dev.aria.operations.monitor.RunMonitor;
import dev.aria.operations.monitor.TopicScan;
import dev.aria.operations.run.FolderAndLog;
import dev.aria.operations.run.FolderMismatch;
import dev.aria.operations.run.RunFiles;
import dev.aria.operations.stack.RunServices;
import dev.aria.operations.stack.Servers;
import dev.aria.operations.text.Narration;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs on the built-in problem, each with the four services as processes of their own. */
public final class Distillation {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Servers servers;
  private final Cluster cluster;
  private final Narration narration;
  private final RunDisplay display;
  private final String command;

  /** Runs of a trial. */
  public Distillation(Servers servers, Cluster cluster, Narration narration) {
    this(servers, cluster, narration, RunDisplay.NONE, "a trial");
  }

  /**
   * Runs that are also shown by {@code display}.
   *
   * @param command that they are opened by
   */
  public Distillation(
      Servers servers, Cluster cluster, Narration narration, RunDisplay display, String command) {
    this.servers = servers;
    this.cluster = cluster;
    this.narration = narration;
    this.display = display;
    this.command = command;
  }

  /** Loads the corpus, unless it is there already. */
  public void loadCorpus(EmojiProblem problem) {
    CorpusLoading loading = new CorpusLoading(cluster, DemoSettings.CORPUS);
    if (loading.size() > 0) {
      narration.say(
          "corpus '%s' holds %d prompts already".formatted(DemoSettings.CORPUS, loading.size()));
    } else {
      narration.say("corpus loaded: %d prompts".formatted(loading.append(problem.corpus())));
    }
  }

  /**
   * The run {@code name}, made with {@code settings} when it does not exist.
   *
   * @param studentSeed see {@link DemoRun#open}
   * @throws FolderMismatch when it has no folder, but records in Kafka
   */
  public DemoRun open(String name, DemoSettings settings, EmojiProblem problem, long studentSeed) {
    if (!DemoRun.exists(name, settings)) {
      new FolderAndLog(cluster)
          .checkUnused(named(name), RunFiles.of(settings.data(), name).folder());
    }
    return DemoRun.open(name, settings, problem, studentSeed);
  }

  /** Whether Kafka holds records of a run {@code name}. */
  boolean isRecorded(String name) {
    return new FolderAndLog(cluster).isRecorded(named(name));
  }

  private static RunSettings named(String name) {
    return Settings.load("-Daria.run.name=" + name).run();
  }

  /**
   * Trains the student of {@code run} to the end; one that was cut short is gone on with, and one
   * that is finished is left as it is.
   *
   * @return the regions of the corpus
   * @throws FolderMismatch when its folder was moved, or Kafka does not have what the folder has
   * @throws RunStopped when an operator has stopped it
   * @throws dev.aria.operations.stack.ServiceDied when a service ends with a failure before that
   */
  public RegionMapRecord distil(DemoRun run) {
    RunSettings agreed = run.agreed();
    run.checkPlace();
    new FolderAndLog(cluster).checkRecorded(run.files(), agreed);
    if (!finished(agreed)) {
      cluster.ensure(Topics.ofRun(agreed));
      new RunOrders(cluster, agreed).resumeIfStopped("aria");
      train(run, agreed);
    } else {
      new RunCompletion(run.files(), run.loaded(), cluster).completeIfMissing();
    }
    return CorpusRegions.newest(cluster, DemoSettings.CORPUS).orElseThrow();
  }

  private boolean finished(RunSettings agreed) {
    List<CheckpointPublished> last = new ArrayList<>();
    new TopicScan(cluster)
        .whole(
            Topics.checkpoints(agreed),
            published -> {
              if (published.endsRunOf(agreed.steps())
                  && published.student().equals(DemoSettings.STUDENT)) {
                last.add(published);
              }
            });
    return !last.isEmpty();
  }

  private void train(DemoRun run, RunSettings agreed) {
    narration.say(
        "run '%s': starting the four services, logs in %s"
            .formatted(agreed.name(), run.files().folder().resolve("logs")));
    try (RunServices services = new RunServices(run.files(), servers.settings());
        RunMonitor monitor = new RunMonitor(cluster, agreed, DemoSettings.STUDENT);
        OpenedRun opened =
            OpenedRun.begin(command, run.files(), run.loaded(), cluster, Clock.systemUTC())) {
      services.startAll();
      RunDisplay.Run shown =
          new RunDisplay.Run(run.files(), agreed, DemoSettings.STUDENT, services);
      RunDisplay.Open open = display.open(servers, cluster, shown);
      try (open) {
        RegionMapRecord regions = awaitRegions(services);
        new RunFollowing(agreed, services, Clock.systemUTC()).untilFinished(monitor, regions);
      }
      services.check();
      if (!monitor.finished()) {
        opened.stopped(TeacherPasses.of(services));
        throw new RunStopped(agreed.name());
      }
      opened.finished(TeacherPasses.of(services));
      narration.say("student trained; stopping the services");
    }
  }

  private RegionMapRecord awaitRegions(RunServices services) {
    Optional<RegionMapRecord> regions = CorpusRegions.newest(cluster, DemoSettings.CORPUS);
    if (regions.isEmpty()) {
      narration.say("tagging the corpus (its prompts are encoded once) ...");
    }
    while (regions.isEmpty()) {
      services.check();
      Pause.of(LOOK_EVERY, "waiting for the corpus to be tagged");
      regions = CorpusRegions.newest(cluster, DemoSettings.CORPUS);
    }
    return regions.get();
  }
}
