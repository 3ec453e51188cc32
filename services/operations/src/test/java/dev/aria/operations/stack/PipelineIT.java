package dev.aria.operations.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.GradientChunk;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import dev.aria.operations.monitor.RunMonitor;
import dev.aria.operations.monitor.RunProgress;
import dev.aria.operations.monitor.TopicScan;
import dev.aria.operations.status.RunStatus;
import dev.aria.operations.status.Standing;
import dev.aria.operations.status.StatisticsView;
import dev.aria.operations.status.StatusReading;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.redis.RedisConnection;
import dev.aria.runtime.redis.RegionStatisticsStore;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All four mains as processes, one of them on two devices, against a real broker and Redis. */
final class PipelineIT {
  private static final int STEPS = 120;

  /** Ends of transactions in the work partitions of the draws. */
  private static final long MOST_LEFT_OVER = 8;

  private static final Map<String, String> TWO_DEVICES =
      Map.of("aria.student-trainer.devices", "cpu,cpu");

  @TempDir Path folder;

  @Test
  void fourProcesses_wholeRun_everyTargetOnceAStudentThatLoadsAndALogToReplay() {
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
      assertThat(trainers(stack)).hasSizeGreaterThanOrEqualTo(2);
      assertStatus(stack);
      assertStudentLoads(stack.files().student(TinyRuns.STUDENT).resolve(TinyRuns.STUDENT + ".pt"));
      StudentExports.assertEveryFileExports(
          stack.files().student(TinyRuns.STUDENT),
          folder.resolve("exports"),
          "pt",
          "safetensors",
          "aria");
      Replays replays = new Replays(stack);
      replays.assertSameWeightsAndTheShapeAskedFor(STEPS);
      replays.assertNamesThatAreTakenAreRefused();
      assertSteeredToItsNewEnd(stack.madeLonger(STEPS + 40));
    }
  }

  /** A run that had ended and was then made longer. */
  private static void assertSteeredToItsNewEnd(TinyStack stack) {
    try (RunServices services = stack.services();
        RunMonitor monitor = stack.monitor();
        RedisConnection redis = redis(stack.servers().redis().uri(), 30)) {
      services.startAll();
      TinyStack.untilFinished(services, monitor);
      TinyStack.until(services, () -> allocator(status(stack, redis)).lag() == 0);
      assertThat(allocator(status(stack, redis)).step()).isEqualTo(stack.run().steps());
    }
  }

  private static RunProgress runToTheEnd(TinyStack stack) {
    try (RunServices services = stack.services();
        RunMonitor monitor = stack.monitor()) {
      services.start(ServiceKind.STUDENT_TRAINER, "student-trainer", TWO_DEVICES);
      TinyStack.until(services, () -> trainersAtWork(stack) == 2);
      services.start(ServiceKind.PROMPT_STREAMER, "prompt-streamer", Map.of());
      services.start(ServiceKind.TEACHER_POOL, "teacher-pool", Map.of());
      services.start(ServiceKind.TEACHER_POOL, "teacher-pool-2", Map.of());
      services.start(ServiceKind.ALLOCATOR, "allocator", Map.of());
      TinyStack.untilFinished(services, monitor);
      return monitor.catchUp();
    }
  }

  private static int trainersAtWork(TinyStack stack) {
    return stack.cluster().members(gradients(stack).name());
  }

  private static Topic<GradientChunk> gradients(TinyStack stack) {
    return Topics.gradients(stack.run(), TinyRuns.STUDENT);
  }

  /** Writers of gradients: one on each device. */
  private static Set<String> trainers(TinyStack stack) {
    Set<String> trainers = new HashSet<>();
    new TopicScan(stack.cluster()).whole(gradients(stack), chunk -> trainers.add(chunk.writer()));
    return trainers;
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

  /** Where each service stands, by the log and by Redis, and without Redis. */
  private static void assertStatus(TinyStack stack) {
    try (RedisConnection redis = redis(stack.servers().redis().uri(), 30);
        RedisConnection nowhere = redis("redis://127.0.0.1:1", 2)) {
      RunStatus status = status(stack, redis);
      assertThat(status.drawn()).isEqualTo(STEPS);
      assertThat(status.standings())
          .extracting(Standing::service)
          .containsExactly("sampler", "teachers", "student " + TinyRuns.STUDENT, "allocator");
      assertThat(status.standings()).allSatisfy(at -> assertThat(at.step()).isPositive());
      assertThat(status.standings())
          .filteredOn(at -> !at.reads().equals("control")) // read once more than drawn under
          .allSatisfy(
              at -> {
                assertThat(at.offset()).isPositive();
                assertThat(at.lag()).isLessThanOrEqualTo(MOST_LEFT_OVER);
              });
      assertThat(allocator(status).note()).matches("term \\d+, \\d+ ticks folded");

      RunStatus without = status(stack, nowhere);
      assertThat(allocator(without).note()).startsWith("Redis at 127.0.0.1:1 is unavailable");
      assertThat(without.drawn()).isEqualTo(STEPS);
    }
  }

  private static Standing allocator(RunStatus status) {
    return status.standings().stream()
        .filter(at -> at.service().equals("allocator"))
        .findFirst()
        .orElseThrow();
  }

  private static RunStatus status(TinyStack stack, RedisConnection redis) {
    var store = new RegionStatisticsStore(redis, stack.run().name());
    return StatusReading.read(stack.cluster(), stack.run(), StatisticsView.of(store)).orElseThrow();
  }

  private static RedisConnection redis(String uri, int patience) {
    return RedisConnection.to(uri, Duration.ofSeconds(patience));
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
