package dev.aria.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.cli.monitor.RunMonitor;
import dev.aria.cli.monitor.RunProgress;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import dev.aria.runtime.kafka.Received;
import dev.aria.runtime.kafka.TopicReader;
import dev.aria.runtime.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All four mains as processes, against a real broker and Redis. */
final class PipelineIT {
  private static final int STEPS = 120;

  @TempDir Path folder;

  @Test
  void fourProcesses_wholeRun_everyTargetOnceAndAStudentThatLoads() {
    try (TinyStack stack = TinyStack.open(folder, "tiny-run", STEPS)) {
      RunProgress progress = runToTheEnd(stack);

      assertThat(progress.trained()).isEqualTo(STEPS);
      assertThat(progress.weights()).isPresent();
      assertThat(stepsByShard(stack))
          .allSatisfy(
              steps ->
                  assertThat(steps)
                      .containsExactlyElementsOf(
                          IntStream.range(0, STEPS).mapToObj(Long::valueOf).toList()));
      assertStudentLoads(
          stack.files().student(TinyProblem.STUDENT).resolve(TinyProblem.STUDENT + ".pt"));
    }
  }

  private static RunProgress runToTheEnd(TinyStack stack) {
    try (RunServices services = stack.services();
        RunMonitor monitor = stack.monitor()) {
      services.startAll();
      services.start(ServiceKind.TEACHER_POOL, "teacher-pool-2", Map.of());
      TinyStack.untilFinished(services, monitor);
      return monitor.refresh();
    }
  }

  /** Steps of each shard's targets, in log order. */
  private static List<List<Long>> stepsByShard(TinyStack stack) {
    List<Integer> shards = IntStream.range(0, stack.run().shards()).boxed().toList();
    List<List<Long>> steps = new ArrayList<>();
    shards.forEach(shard -> steps.add(new ArrayList<>()));
    try (TopicReader<TargetBatch> reader =
        stack.cluster().reader(Topics.targets(stack.run()), shards)) {
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
