package dev.aria.trials.bench;

import dev.aria.emoji.demo.DemoRun;
import dev.aria.emoji.demo.DemoSettings;
import dev.aria.emoji.demo.Distillation;
import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.models.model.ModelFiles;
import dev.aria.operations.monitor.TopicScan;
import dev.aria.operations.replay.Replay;
import dev.aria.operations.replay.ReplayStudent;
import dev.aria.operations.stack.Servers;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.topic.Topics;
import dev.aria.trials.compare.SpentRun;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The pipeline and replay, as {@code aria demo} and {@code aria replay} run them. */
final class PipelineRuns {
  private static final long STUDENT_SEED = 3;
  private static final String REPLAYED = "replayed";

  private final BenchSettings settings;
  private final EmojiProblem problem;
  private final Servers servers;
  private final Cluster cluster;
  private final Distillation distillation;

  PipelineRuns(
      BenchSettings settings,
      EmojiProblem problem,
      Servers servers,
      Cluster cluster,
      Distillation distillation) {
    this.settings = settings;
    this.problem = problem;
    this.servers = servers;
    this.cluster = cluster;
    this.distillation = distillation;
  }

  /**
   * A new run {@code name}, its settings and first weights written. It writes no checkpoint before
   * its end, since the bare loop writes none.
   */
  DemoRun open(String name, Contender pipeline) {
    return open(name, pipeline, settings.steps());
  }

  /** The same with a checkpoint every {@code checkpointEvery} steps. */
  DemoRun open(String name, Contender pipeline, int checkpointEvery) {
    DemoSettings demo = settings.demo(pipeline);
    DemoRun run = distillation.open(name, demo, problem, STUDENT_SEED);
    Map<String, Object> values =
        new LinkedHashMap<>(
            demo.of(
                name,
                ModelFiles.descriptorOf(problem.teacher()),
                problem.pairedSet(),
                run.initial(),
                run.files().student(DemoSettings.STUDENT)));
    values.put("aria.student-trainer.checkpoint-every", checkpointEvery);
    if (pipeline != Contender.PROBED) {
      values.put("aria.run.probes.per-region", 0);
    }
    run.files().writeSettings(values);
    return run;
  }

  /** Trains the student of {@code run} with all four services. */
  StepEnds pipeline(DemoRun run) {
    distillation.distil(run);
    return ends(run, DemoSettings.STUDENT);
  }

  /** Trains the same student once more from what {@code run} has recorded. */
  StepEnds replay(DemoRun run) {
    ReplayStudent again =
        new ReplayStudent(
            REPLAYED, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    new Replay(servers, run.files(), run.agreed()).train(again);
    return ends(run, REPLAYED);
  }

  /** A step ends when the last of its shards' reports is sent. */
  private StepEnds ends(DemoRun run, String student) {
    Instant[] ends = new Instant[settings.steps()];
    Arrays.fill(ends, Instant.MIN);
    new TopicScan(cluster)
        .records(
            Topics.stepReports(run.agreed()),
            report -> {
              if (report.value().student().equals(student)) {
                int step = Math.toIntExact(report.value().step());
                ends[step] =
                    ends[step].isAfter(report.timestamp()) ? ends[step] : report.timestamp();
              }
            });
    return new StepEnds(Arrays.asList(ends));
  }

  /** Deletes what {@code run} has recorded: half a gigabyte. */
  void forget(DemoRun run) {
    new SpentRun(run, settings.demo(Contender.PIPELINE)).delete(cluster);
  }
}
