package dev.aria.trainer;

import dev.aria.core.diffusion.LossSpace;
import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.TargetBatch;
import dev.aria.fixtures.InMemoryPairs;
import dev.aria.fixtures.RealKafka;
import dev.aria.fixtures.RecordedTraces;
import dev.aria.fixtures.SmallRuns;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.runtime.card.CardSettings;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import dev.aria.trainer.fixtures.TargetBatches;
import dev.aria.trainer.run.RunContext;
import dev.aria.trainer.run.TrainerMetrics;
import dev.aria.trainer.student.LearningSettings;
import dev.aria.trainer.student.ModelSettings;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Trainers of small FiLM-MLPs over a real broker, and the targets they learn from; registered as an
 * extension, since each test has an actor system of its own.
 */
final class TrainerRig implements BeforeEachCallback, AfterEachCallback {
  static final Duration PATIENCE = Duration.ofSeconds(90);
  static final int MICRO_BATCH = 6;
  private static final CardSettings CARD = new CardSettings("", "", "", List.of(), "", "");

  private @Nullable ActorTestKit actors;
  private final RealKafka kafka;
  private final Path folder;
  private final int shards;
  private final int steps;
  private final ModelDescriptor teacher;
  private final InMemoryPairs pairs = new InMemoryPairs(5, 6, 4);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RecordedTraces traces = new RecordedTraces();
  private final TrainerMetrics metrics = new TrainerMetrics(registry);

  /**
   * @param folder of the teacher and of the students' files
   */
  TrainerRig(RealKafka kafka, Path folder, int shards, int steps) {
    this.kafka = kafka;
    this.folder = folder;
    this.shards = shards;
    this.steps = steps;
    DiffusionSetting diffusion =
        DiffusionSetting.of(ScheduleSetting.linear(), PredictionType.EPSILON, 1);
    this.teacher =
        ModelFiles.create(
            new NewModel("teacher", FilmMlp.of(6, 4, 24, 2), diffusion, 3),
            folder.resolve("teacher.pt"));
  }

  /** The same broker, folder and actors, for runs of other sizes. */
  TrainerRig with(int otherShards, int otherSteps) {
    TrainerRig other = new TrainerRig(kafka, folder, otherShards, otherSteps);
    other.actors = actors;
    return other;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    actors = ActorTestKit.create();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    actors().shutdownTestKit();
  }

  private ActorTestKit actors() {
    return Objects.requireNonNull(actors, "actors live during a test only");
  }

  ModelDescriptor teacher() {
    return teacher;
  }

  double count(String counter) {
    return registry.counter(counter).count();
  }

  RunSettings run(String name, String... changes) {
    Stream<String> own =
        Stream.of("shards=" + shards, "steps=" + steps, "micro-batch=" + MICRO_BATCH);
    return SmallRuns.of(name, Stream.concat(own, Arrays.stream(changes)).toArray(String[]::new));
  }

  void train(RunSettings run, StudentTrainerSettings settings) {
    start(run, settings).awaitEnd();
  }

  StartedTrainer start(RunSettings run, StudentTrainerSettings settings) {
    return start(wiring(run, settings));
  }

  StartedTrainer start(TrainerWiring wiring) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    return new StartedTrainer(actors(), actors().spawn(StudentTrainer.create(wiring, done)), done);
  }

  /** A trainer's, as its process makes it when it starts. */
  TrainerWiring wiring(RunSettings run, StudentTrainerSettings settings) {
    kafka.cluster().ensure(Topics.ofStudent(run, settings.student()));
    RunContext shared = new RunContext(kafka.cluster(), run, teacher, pairs, metrics, CARD, traces);
    return new TrainerWiring(shared, settings, "cpu");
  }

  /** What its trainers have told. */
  RecordedTraces traces() {
    return traces;
  }

  DistributionSummary losses() {
    return registry.get("aria.trainer.loss").summary();
  }

  double gauge(String gauge) {
    return registry.get(gauge).gauge().value();
  }

  /** Of a student that does not steer the draws. */
  StudentTrainerSettings follower(String student) {
    StudentTrainerSettings lead = settings(student, 100);
    return new StudentTrainerSettings(
        student,
        false,
        lead.output(),
        lead.devices(),
        lead.checkpointEvery(),
        lead.keep(),
        lead.keepEvery(),
        lead.model(),
        lead.optimizer(),
        lead.lossSpace());
  }

  StudentTrainerSettings settings(String student, int checkpointEvery) {
    return settings(student, checkpointEvery, folder.resolve(student));
  }

  StudentTrainerSettings settings(String student, int checkpointEvery, Path output) {
    return settings(student, checkpointEvery, output, 16);
  }

  /** With a student of {@code width}, whose weights are about three times its square. */
  StudentTrainerSettings settings(String student, int checkpointEvery, Path output, int width) {
    return new StudentTrainerSettings(
        student,
        true,
        output,
        List.of("cpu"),
        checkpointEvery,
        3,
        0,
        new ModelSettings(Optional.empty(), false, "film-mlp", width, 1, List.of(1), List.of(), 5),
        new LearningSettings(1e-2, "cosine", 3, 0.9, 0.999, 0.01, 1, 0.9),
        LossSpace.TEACHER);
  }

  TargetBatches targets(RunSettings run) {
    return new TargetBatches(run.name(), MICRO_BATCH, 6, 4, 1000, teacher.sha256());
  }

  /** Steps in pairs swapped, and the last shard's targets twice with other noise. */
  void write(RunSettings run, int from, int to) {
    kafka.cluster().ensure(Topics.ofRun(run));
    try (TopicWriter<TargetBatch> writer = kafka.cluster().writer(Topics.targets(run))) {
      List<CompletionStage<Long>> sent = new ArrayList<>();
      for (int i = from; i < to; i++) {
        int step = i ^ 1;
        for (int shard = 0; shard < shards; shard++) {
          sent.add(writer.send(shard, "", targets(run).batch(step, shard)));
        }
        sent.add(writer.send(shards - 1, "", targets(run).batch(step, shards - 1, 1)));
      }
      sent.forEach(offset -> offset.toCompletableFuture().join());
    }
  }

  CheckpointPublished last(RunSettings run, String student) {
    return read(Topics.checkpoints(run), 1).stream()
        .filter(published -> published.student().equals(student) && published.last())
        .findFirst()
        .orElseThrow();
  }

  void awaitCheckpoint(RunSettings run, String student, long step) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                read(Topics.checkpoints(run), 0).stream()
                    .anyMatch(p -> p.student().equals(student) && p.step() >= step));
  }

  /** Waits until this rig's trainers have learned {@code steps} in all. */
  void awaitSteps(int steps) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> count("aria.trainer.samples") >= (double) steps * shards * MICRO_BATCH);
  }

  <T> List<T> read(Topic<T> topic, int least) {
    return kafka.all(topic, least).stream().map(Received::value).toList();
  }
}
