package dev.aria.trials.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.StepReport;
import dev.aria.operations.corpus.CorpusLoading;
import dev.aria.operations.monitor.CorpusRegions;
import dev.aria.operations.monitor.RunMonitor;
import dev.aria.operations.monitor.TopicScan;
import dev.aria.operations.run.RunFiles;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.stack.RunServices;
import dev.aria.operations.stack.Servers;
import dev.aria.operations.stack.TinyRuns;
import dev.aria.operations.stack.TinyStack;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSetFile;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.Topics;
import dev.aria.teacher.LockStepTeacher;
import dev.aria.trainer.LockStepTrainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run by the four services against one in this process, on the same draws. */
final class InProcessRunIT {
  private static final int STEPS = 60;

  @TempDir private Path folder;

  @Test
  void sameDraws_giveTheStudentOfTheServicesToTheLastBit() throws Exception {
    TinyProblem problem = new TinyProblem(folder);
    RunFiles files =
        problem.run(
            "both",
            STEPS,
            "aria.run.allocation.policy=natural",
            "aria.run.allocation.signal=training",
            "aria.run.paths.share=0.5",
            "aria.run.paths.length=4",
            // a draw batch a call of the teacher, since a matrix product rounds by its shape
            "aria.teacher-pool.batch-size=" + TinyRuns.MICRO_BATCH);
    Settings settings =
        TinyProblem.settings(files, "aria.student-trainer.output=" + folder.resolve("in-process"));
    RunSettings run = settings.run();
    try (Servers servers = Servers.open(folder, Optional.empty(), Optional.empty());
        Cluster cluster = Connections.cluster(servers.kafka())) {
      new CorpusLoading(cluster, run.corpus()).append(problem.texts());
      cluster.ensure(Topics.ofRun(run));
      TinyStack stack = new TinyStack(files, run, servers, cluster);
      runToTheEnd(stack);
      List<DrawBatch> draws = draws(cluster, run);
      List<StepReport> reports = new ArrayList<>();

      String weights = trained(settings, draws, reports);

      assertThat(draws)
          .flatExtracting(DrawBatch::draws)
          .filteredOn(draw -> draw.branch() == Branch.PATH)
          .hasSize(STEPS * run.shards() * 4);
      assertThat(weights).isEqualTo(last(cluster, run).weightsSha256());
      assertThat(reports).allSatisfy(report -> assertThat(report.loss()).isPositive());
      assertThat(reports).containsExactlyInAnyOrderElementsOf(reports(cluster, run));
      assertThat(folder.resolve("in-process").resolve("small.safetensors"))
          .hasSameBinaryContentAs(files.student(TinyRuns.STUDENT).resolve("small.safetensors"));
      assertThat(problem.corpus(settings).map())
          .isEqualTo(CorpusRegions.newest(cluster, run.corpus()).orElseThrow());
    }
    assertThat(Files.exists(folder.resolve("in-process").resolve("small.pt"))).isTrue();
  }

  private static void runToTheEnd(TinyStack stack) {
    try (RunServices services = stack.services();
        RunMonitor monitor = stack.monitor()) {
      services.startAll();
      TinyStack.untilFinished(services, monitor);
    }
  }

  /** By step and shard. */
  private static List<DrawBatch> draws(Cluster cluster, RunSettings run) {
    List<DrawBatch> draws = new ArrayList<>();
    new TopicScan(cluster).whole(Topics.draws(run), draws::add);
    draws.sort(Comparator.comparingLong(DrawBatch::step).thenComparingInt(DrawBatch::shard));
    assertThat(draws).hasSize(STEPS * run.shards());
    return draws;
  }

  private static List<StepReport> reports(Cluster cluster, RunSettings run) {
    List<StepReport> reports = new ArrayList<>();
    new TopicScan(cluster).whole(Topics.stepReports(run), reports::add);
    return reports;
  }

  private static CheckpointPublished last(Cluster cluster, RunSettings run) {
    List<CheckpointPublished> published = new ArrayList<>();
    new TopicScan(cluster).whole(Topics.checkpoints(run), published::add);
    return published.stream()
        .filter(checkpoint -> checkpoint.endsRunOf(run.steps()))
        .findFirst()
        .orElseThrow();
  }

  /** The weights' SHA-256 of the student of {@code draws}. */
  private static String trained(
      Settings settings, List<DrawBatch> draws, List<StepReport> reports) {
    int shards = settings.run().shards();
    try (PairedSet pairs = PairedSetFile.open(settings.run().pairedSet());
        LockStepTeacher teacher = LockStepTeacher.open(settings, pairs);
        LockStepTrainer trainer = LockStepTrainer.open(settings, pairs)) {
      for (int from = 0; from < draws.size(); from += shards) {
        reports.addAll(
            trainer.learn(
                draws.subList(from, from + shards).stream()
                    .map(batch -> teacher.targets(List.of(batch)).get(0))
                    .toList()));
      }
      trainer.export();
      return trainer.weightsSha256();
    }
  }
}
