package dev.aria.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.conditioning.PathSchedule;
import dev.aria.core.diffusion.PathPlan;
import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.tensor.ElementType;
import dev.aria.fixtures.RealKafka;
import dev.aria.fixtures.RecordedTraces;
import dev.aria.fixtures.TaughtTeacher;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import dev.aria.teacher.draws.DrawBatches;
import dev.aria.teacher.inference.Assigned;
import dev.aria.teacher.inference.Inference;
import dev.aria.teacher.inference.InferenceMetrics;
import dev.aria.teacher.inference.PathStates;
import dev.aria.teacher.inference.TargetMaker;
import dev.aria.teacher.inference.Teacher;
import dev.aria.teacher.inference.TeacherPaths;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;

/** Pools with a small FiLM-MLP as teacher over a real broker, and the draws that they answer. */
final class PoolRig implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final int SHARDS = 4;

  private final RealKafka kafka;
  private final Path teacherFile;
  private final RecordedTraces traces = new RecordedTraces();
  private final ModelDescriptor teacher;
  private final List<SimpleMeterRegistry> registries = new ArrayList<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final ActorTestKit actors = ActorTestKit.create();

  /**
   * @param folder of the teacher's file
   */
  PoolRig(RealKafka kafka, Path folder) {
    this.kafka = kafka;
    this.teacherFile = folder.resolve("teacher.pt");
    DiffusionSetting diffusion =
        DiffusionSetting.of(ScheduleSetting.linear(), PredictionType.EPSILON, 1);
    this.teacher =
        TaughtTeacher.write(
            new NewModel("teacher", FilmMlp.of(6, 5, 24, 2), diffusion, 3), teacherFile);
  }

  /** What its pools have told. */
  RecordedTraces traces() {
    return traces;
  }

  ModelDescriptor teacher() {
    return teacher;
  }

  /** When the first of the pools ends that were started without an end of their own. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  void start(RunSettings run, String member, int batchSize) {
    start(run, member, batchSize, ended);
  }

  ActorRef<TeacherPool.Command> start(
      RunSettings run, String member, int batchSize, CompletableFuture<Void> done) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    registries.add(registry);
    TeacherPool.Parts parts =
        new TeacherPool.Parts(
            kafka.cluster(),
            run,
            PoolParts.settings(run, member, List.of("cpu"), batchSize),
            PoolParts.PAIRS,
            PoolParts.diffusion(),
            PoolParts.nullCondition(),
            device -> Teacher.open(teacherFile, device, run.guidance()),
            registry,
            traces);
    return actors.spawn(TeacherPool.create(parts, done));
  }

  List<DrawBatch> draws(RunSettings run, long from, long to, int prompts) {
    DrawBatches batches =
        new DrawBatches(run.name(), PoolParts.PAIRS, 10, prompts, teacher.timesteps());
    List<DrawBatch> draws = new ArrayList<>();
    for (long step = from; step < to; step++) {
      for (int shard = 0; shard < SHARDS; shard++) {
        draws.add(batches.batch(step, shard));
      }
    }
    return draws;
  }

  /** Draws with those of {@code run} on paths among them. */
  List<DrawBatch> drawsWithPaths(RunSettings run, long from, long to) {
    DrawBatches batches = new DrawBatches(run.name(), PoolParts.PAIRS, 10, 50, teacher.timesteps());
    PathSchedule paths = run.pathSchedule().orElseThrow();
    List<DrawBatch> draws = new ArrayList<>();
    for (long step = from; step < to; step++) {
      for (int shard = 0; shard < SHARDS; shard++) {
        draws.add(batches.withPaths(step, shard, paths));
      }
    }
    return draws;
  }

  void write(RunSettings run, List<DrawBatch> draws) {
    kafka.cluster().ensure(Topics.ofRun(run));
    try (TopicWriter<DrawBatch> writer = kafka.cluster().writer(Topics.draws(run))) {
      for (DrawBatch batch : draws) {
        int partition = (int) ((batch.step() * SHARDS + batch.shard()) % run.workPartitions());
        writer.send(partition, "", batch).toCompletableFuture().join();
      }
    }
  }

  /** The first {@code count} targets of the run; each lies in its shard's partition, and once. */
  List<TargetBatch> targets(RunSettings run, int count) {
    List<Received<TargetBatch>> received = kafka.all(Topics.targets(run), count);
    assertThat(received)
        .allSatisfy(r -> assertThat(r.partition()).isEqualTo(r.value().draws().shard()));
    List<TargetBatch> targets = received.stream().map(Received::value).toList();
    assertThat(ended).isNotDone();
    assertThat(targets).hasSize(count);
    assertThat(targets)
        .extracting(t -> t.draws().step() * SHARDS + t.draws().shard())
        .doesNotHaveDuplicates();
    return targets;
  }

  /** The noise of {@code batch} alone, by the teacher itself. */
  float[] inProcess(DrawBatch batch) {
    return inProcess(batch, 1).outputs().toFloats();
  }

  /** The target of {@code batch} alone, by the teacher itself, its paths made from their seeds. */
  TargetBatch inProcess(DrawBatch batch, int pathLength) {
    SampleInputs inputs = new SampleInputs(PoolParts.PAIRS, PoolParts.schedule(), new float[5]);
    try (Teacher alone = Teacher.open(teacherFile, "cpu", 1)) {
      InferenceMetrics metrics = new InferenceMetrics(new SimpleMeterRegistry());
      Inference inference = new Inference(alone, inputs, batch.draws().size(), false, metrics);
      TeacherPaths paths =
          new TeacherPaths(
              plan(pathLength),
              inputs,
              ElementType.FLOAT32,
              new PathStates(),
              logged -> Optional.empty());
      return new TargetMaker(alone, inference, paths, Optional.empty(), 1, ElementType.FLOAT32)
          .make(List.of(Assigned.forGood(batch)))
          .get(0);
    }
  }

  /** The steps of paths of {@code length} positions. */
  static PathPlan plan(int length) {
    return new PathPlan(PoolParts.schedule(), PredictionType.EPSILON, length);
  }

  double batches(int member) {
    return count(member, "aria.teacher.batches", "");
  }

  double count(int member, String name, String result) {
    SimpleMeterRegistry registry = registries.get(member);
    return result.isEmpty()
        ? registry.counter(name).count()
        : registry.counter(name, "result", result).count();
  }

  @Override
  public void close() {
    actors.shutdownTestKit();
  }
}
