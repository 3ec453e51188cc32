package dev.aria.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aria.cli.demo.Connections;
import dev.aria.cli.demo.CorpusLoading;
import dev.aria.cli.monitor.RunMonitor;
import dev.aria.cli.monitor.RunProgress;
import dev.aria.cli.run.RunFiles;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.Received;
import dev.aria.runtime.kafka.TopicReader;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All four mains as processes, against a real broker and Redis. */
final class PipelineIT {
  private static final int STEPS = 120;
  private static final Duration HANG_GUARD = Duration.ofMinutes(6);

  @TempDir Path folder;

  @Test
  void fourProcesses_wholeRun_everyTargetOnceAndAStudentThatLoads() {
    TinyProblem problem = new TinyProblem(folder);
    RunFiles files = problem.prepare("tiny-run", STEPS);
    RunSettings run = Settings.load("--config", files.settings().toString()).run();

    try (Servers servers = Servers.open(folder, Optional.empty(), Optional.empty());
        Cluster cluster = Connections.cluster(servers.kafka())) {
      new CorpusLoading(cluster, run.corpus()).append(problem.corpus());
      cluster.ensure(Topics.ofRun(run));
      RunProgress progress = runToTheEnd(servers, cluster, files, run);

      assertThat(progress.trained()).isEqualTo(STEPS);
      assertThat(progress.weights()).isPresent();
      assertThat(stepsByShard(cluster, run))
          .allSatisfy(
              steps ->
                  assertThat(steps)
                      .containsExactlyElementsOf(
                          IntStream.range(0, STEPS).mapToObj(Long::valueOf).toList()));
    }
    assertStudentLoads(files.student(TinyProblem.STUDENT).resolve(TinyProblem.STUDENT + ".pt"));
  }

  private static RunProgress runToTheEnd(
      Servers servers, Cluster cluster, RunFiles files, RunSettings run) {
    try (RunServices services = new RunServices(files, servers.settings());
        RunMonitor monitor = new RunMonitor(cluster, run, TinyProblem.STUDENT)) {
      services.startAll();
      services.start(ServiceKind.TEACHER_POOL, "teacher-pool-2", Map.of());
      await()
          .atMost(HANG_GUARD)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                services.check();
                monitor.refresh();
                return monitor.finished();
              });
      return monitor.refresh();
    }
  }

  /** Steps of each shard's targets, in log order. */
  private static List<List<Long>> stepsByShard(Cluster cluster, RunSettings run) {
    List<Integer> shards = IntStream.range(0, run.shards()).boxed().toList();
    List<List<Long>> steps = new ArrayList<>();
    shards.forEach(shard -> steps.add(new ArrayList<>()));
    try (TopicReader<TargetBatch> reader = cluster.reader(Topics.targets(run), shards)) {
      while (!reader.positions().equals(reader.endOffsets())) {
        for (Received<TargetBatch> batch : reader.poll(Duration.ofMillis(200))) {
          steps.get(batch.partition()).add(batch.value().draws().step());
        }
      }
    }
    steps.forEach(shard -> shard.sort(Long::compare));
    return steps;
  }

  private static void assertStudentLoads(Path file) {
    try (NoisePredictor student = ModelFiles.load(file, "cpu")) {
      int latent = student.descriptor().sampleShape().get(0);
      int condition = student.descriptor().conditionShape().get(0);
      Tensor noise =
          student.predict(
              Tensor.of(new float[latent], 1, latent),
              new int[] {10},
              Tensor.of(new float[condition], 1, condition));
      assertThat(noise.shape()).containsExactly(1, latent);
      assertThat(noise.isFinite()).isTrue();
    }
  }
}
