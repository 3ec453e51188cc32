package dev.aria.trials.compare;

import dev.aria.core.record.StepReport;
import dev.aria.core.thread.DaemonThreads;
import dev.aria.emoji.demo.DemoRun;
import dev.aria.emoji.demo.DemoSettings;
import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.operations.text.Narration;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.trials.inprocess.InProcessRun;
import dev.aria.trials.inprocess.TaggedCorpus;
import dev.aria.trials.runs.TrainingLoss;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Runs of a comparison in this process, several at a time, each in a thread of its own. The regions
 * are those that the pipeline makes when its first run has seed 1.
 */
final class InProcessRuns implements ComparedRuns {
  private static final long REGION_SEED = 1;
  private static final int PARTS_TOLD = 4;
  private static final long MINUTES_TO_STOP = 1;

  private final ComparisonSettings settings;
  private final EmojiProblem problem;
  private final Narration narration;

  InProcessRuns(ComparisonSettings settings, EmojiProblem problem, Narration narration) {
    this.settings = settings;
    this.problem = problem;
    this.narration = narration;
  }

  @Override
  public void finish(String name, List<PlannedRun> pending, List<SpentRun> spent, Results results) {
    spent.forEach(SpentRun::deleteFiles);
    if (pending.isEmpty()) {
      return;
    }
    narration.say("tagging the corpus (its prompts are encoded once) ...");
    TaggedCorpus corpus = TaggedCorpus.of(regionSettings(), problem.encoder(), problem.corpus());
    results.folder().checkRegions(corpus.map());
    int parallel = Math.min(settings.engine().parallel(), pending.size());
    narration.say("%d runs, %d at a time".formatted(pending.size(), parallel));
    ExecutorService threads =
        Executors.newFixedThreadPool(parallel, new DaemonThreads("in-process-run"));
    try {
      CompletionService<Ended> running = new ExecutorCompletionService<>(threads);
      pending.forEach(planned -> running.submit(() -> train(name, planned, corpus, results)));
      for (int ended = 0; ended < pending.size(); ended++) {
        note(next(running), corpus, results);
      }
    } finally {
      stop(threads);
    }
  }

  /** A run that has ended, and its files. */
  private record Ended(TrainedRun trained, DemoRun run) {}

  private void note(Ended ended, TaggedCorpus corpus, Results results) {
    results.add(ended.trained(), corpus.map());
    if (!settings.keepTopics()) {
      new SpentRun(ended.run(), settings.of(ended.trained().run())).deleteFiles();
    }
  }

  /** Of no run: what the regions depend on is the same for all but the seed. */
  private RunSettings regionSettings() {
    DemoSettings common = settings.common();
    DemoSettings seeded =
        new DemoSettings(
            common.data(), common.steps(), common.allocation(), REGION_SEED, common.fromScratch());
    Path nowhere = Path.of("");
    String[] arguments =
        seeded.of("regions", nowhere, nowhere, nowhere, nowhere).entrySet().stream()
            .map(setting -> "-D%s=%s".formatted(setting.getKey(), setting.getValue()))
            .toArray(String[]::new);
    return Settings.load(arguments).run();
  }

  private Ended train(String name, PlannedRun planned, TaggedCorpus corpus, Results results) {
    DemoRun run = open(name, planned);
    results.folder().checkFresh(run);
    Settings own = Settings.load("--config", run.files().settings().toString());
    Progress progress = new Progress(planned, own.run());
    narration.say("%s: begins".formatted(planned));
    InProcessRun.Outcome outcome = new InProcessRun(own, corpus).train(progress);
    OptionalLong passes = OptionalLong.of(outcome.teacherPasses());
    return new Ended(new TrainedRun(planned, run.trained(), progress.loss.mean(), passes), run);
  }

  /** One at a time: the first makes files that all use. */
  private synchronized DemoRun open(String name, PlannedRun planned) {
    return DemoRun.open(planned.name(name), settings.of(planned), problem, planned.seed());
  }

  /** Tells of a run as it goes, and keeps its loss. */
  private final class Progress implements InProcessRun.Listener {
    private final PlannedRun planned;
    private final RunSettings run;
    private final TrainingLoss loss;

    Progress(PlannedRun planned, RunSettings run) {
      this.planned = planned;
      this.run = run;
      this.loss = new TrainingLoss(run.steps());
    }

    @Override
    public void reported(StepReport report) {
      loss.add(report);
      long done = report.step() + 1;
      long part = Math.max(1, run.steps() / PARTS_TOLD);
      if (report.shard() == 0 && done % part == 0 && done < run.steps()) {
        narration.say("%s: step %d of %d".formatted(planned, done, run.steps()));
      }
    }
  }

  private static Ended next(CompletionService<Ended> running) {
    try {
      return running.take().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while runs were trained", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("a run failed", e.getCause());
    }
  }

  /** Those that run still are interrupted, and end after their step. */
  private void stop(ExecutorService threads) {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(MINUTES_TO_STOP, TimeUnit.MINUTES)) {
        narration.say("not all runs have stopped within a minute");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
