package dev.aria.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.TargetBatch;
import dev.aria.fixtures.DeadLetter;
import dev.aria.fixtures.InMemoryPairs;
import dev.aria.fixtures.RealKafka;
import dev.aria.fixtures.SmallRuns;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.models.safetensors.Safetensors;
import dev.aria.runtime.kafka.Received;
import dev.aria.runtime.kafka.TopicWriter;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The trainer against a real broker, with small FiLM-MLPs as students. */
final class StudentTrainerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int SHARDS = 3;
  private static final int STEPS = 24;

  @RegisterExtension private static final RealKafka KAFKA = new RealKafka();

  @TempDir private static Path folder;
  private static ModelDescriptor teacher;

  private final InMemoryPairs pairs = new InMemoryPairs(5, 6, 4);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private ActorTestKit actors;

  @BeforeAll
  static void makeTeacher() {
    DiffusionSetting diffusion =
        new DiffusionSetting(ScheduleSetting.linear(), PredictionType.EPSILON, 1, "", "");
    teacher =
        ModelFiles.create(
            new NewModel("teacher", FilmMlp.of(6, 4, 24, 2), diffusion, 3),
            folder.resolve("teacher.pt"));
  }

  @BeforeEach
  void startActors() {
    actors = ActorTestKit.create();
  }

  @AfterEach
  void stopActors() {
    actors.shutdownTestKit();
  }

  @Test
  void trainer_sameLogTwice_makesTheSameStudentBitForBit() {
    RunSettings run = run("twice");
    write(run, 0, STEPS);

    train(run, settings("first", 10));
    train(run, settings("second", 10));

    assertThat(last(run, "first").weightsSha256()).isEqualTo(last(run, "second").weightsSha256());
    assertThat(last(run, "first").step()).isEqualTo(STEPS);
  }

  @Test
  void trainer_stoppedAndStartedAgain_endsWithTheSameStudent() throws IOException {
    RunSettings run = run("restarted");
    StudentTrainerSettings whole = settings("whole", 5);
    StudentTrainerSettings broken = settings("broken", 5);
    write(run, 0, STEPS / 2);
    ActorRef<StudentTrainer.Command> first = start(run, broken, new CompletableFuture<>());
    awaitCheckpoint(run, "broken", 10);
    actors.stop(first);
    Files.deleteIfExists(broken.output().resolve("checkpoint-000000000012.aria"));
    Files.write(broken.output().resolve("checkpoint-000000000999.aria"), new byte[100]);

    write(run, STEPS / 2, STEPS);
    train(run, broken);
    train(run, whole);

    assertThat(last(run, "broken").weightsSha256()).isEqualTo(last(run, "whole").weightsSha256());
  }

  @Test
  void trainer_wholeRun_reportsEveryStepAndShardAndExportsTheStudent() {
    RunSettings run = run("reported");
    write(run, 0, STEPS);
    StudentTrainerSettings settings = settings("reporter", 100);

    train(run, settings);

    List<StepReport> reports = read(Topics.stepReports(run), SHARDS * STEPS);
    assertThat(reports)
        .extracting(report -> report.step() * SHARDS + report.shard())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, SHARDS * STEPS).mapToObj(Long::valueOf).toList());
    assertThat(reports)
        .allSatisfy(
            report ->
                assertThat(report.training().stream().mapToLong(sum -> sum.count()).sum())
                    .isEqualTo(6));
    ModelDescriptor student = ModelFiles.describe(settings.output().resolve("reporter.pt"));
    assertThat(student.sampleShape()).isEqualTo(teacher.sampleShape());
    assertThat(Safetensors.read(settings.output().resolve("reporter.safetensors")).tensors())
        .isNotEmpty();
    assertThat(registry.counter("aria.trainer.duplicates").count()).isEqualTo(STEPS);
  }

  @Test
  void trainer_targetWithNaN_isRefusedAndTheNextOneCounts() {
    RunSettings run = run("poisoned");
    KAFKA.cluster().ensure(Topics.ofRun(run));
    TargetBatch poisoned = targets(run).batch(0, 0, Float.NaN);
    KAFKA.write(Topics.targets(run), 0, poisoned);
    write(run, 0, STEPS);

    train(run, settings("unpoisoned", 100));

    assertThat(registry.counter("aria.trainer.refused").count()).isEqualTo(1);
    assertThat(last(run, "unpoisoned").step()).isEqualTo(STEPS);
    DeadLetter dead = KAFKA.deadLetters(Topics.targets(run), 1).get(0);
    assertThat(dead.value())
        .isEqualTo(ByteBuffer.wrap(Topics.targets(run).codec().encode(poisoned)));
    assertThat(dead.headers())
        .containsEntry("reason", "noise is not finite")
        .containsEntry("source-topic", Topics.targets(run).name())
        .containsEntry("source-partition", "0")
        .containsEntry("source-offset", "0");
  }

  @Test
  void trainer_targetOfAnotherTeacher_isRefusedAndTheRightOneCounts() {
    RunSettings run = run("strange");
    KAFKA.cluster().ensure(Topics.ofRun(run));
    String strange = "f".repeat(64);
    KAFKA.write(
        Topics.targets(run), 0, new Targets(run.name(), 6, 6, 4, 1000, strange).batch(0, 0));
    write(run, 0, STEPS);

    train(run, settings("loyal", 100));

    assertThat(last(run, "loyal").step()).isEqualTo(STEPS);
    assertThat(KAFKA.deadLetters(Topics.targets(run), 1).get(0).headers().get("reason"))
        .contains("teacher with digest " + strange)
        .contains(teacher.sha256());
  }

  @Test
  void trainer_runStoppedAndResumedByAnOperator_endsWithTheSameStudent() {
    RunSettings run = run("ordered");
    write(run, 0, STEPS / 2);
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    start(run, settings("obedient", 100), stopped);
    order(run, RunCommand.Kind.STOP);
    assertThat(stopped).succeedsWithin(PATIENCE);
    train(run, settings("obedient", 100)); // the stop stands
    assertThat(read(Topics.checkpoints(run), 1)).noneMatch(CheckpointPublished::last);

    order(run, RunCommand.Kind.RESUME);
    write(run, STEPS / 2, STEPS);
    train(run, settings("obedient", 100));
    train(run, settings("undisturbed", 100));

    assertThat(last(run, "obedient").weightsSha256())
        .isEqualTo(last(run, "undisturbed").weightsSha256());
  }

  private static void order(RunSettings run, RunCommand.Kind kind) {
    KAFKA.write(Topics.control(run), 0, new RunCommand(run.name(), kind, "test"));
  }

  private static RunSettings run(String name) {
    return SmallRuns.of(name, "shards=" + SHARDS, "steps=" + STEPS, "micro-batch=6");
  }

  private void train(RunSettings run, StudentTrainerSettings settings) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    start(run, settings, done);
    assertThat(done).succeedsWithin(PATIENCE);
  }

  private ActorRef<StudentTrainer.Command> start(
      RunSettings run, StudentTrainerSettings settings, CompletableFuture<Void> done) {
    TrainerMetrics metrics = new TrainerMetrics(registry);
    TrainingRoom room = new TrainingRoom(KAFKA.cluster(), run, settings, teacher, pairs, metrics);
    return actors.spawn(StudentTrainer.create(room, metrics, done));
  }

  private StudentTrainerSettings settings(String student, int checkpointEvery) {
    return new StudentTrainerSettings(
        student,
        true,
        folder.resolve(student),
        "cpu",
        checkpointEvery,
        3,
        new StudentTrainerSettings.ModelSettings(
            Optional.empty(), false, "film-mlp", 16, 1, List.of(1), List.of(), 5),
        new StudentTrainerSettings.LearningSettings(1e-2, "cosine", 3, 0.9, 0.999, 0.01, 1, 0.9));
  }

  private static Targets targets(RunSettings run) {
    return new Targets(run.name(), 6, 6, 4, 1000, teacher.sha256());
  }

  /** Steps in pairs swapped, and the last shard's targets twice with other noise. */
  private static void write(RunSettings run, int from, int to) {
    KAFKA.cluster().ensure(Topics.ofRun(run));
    try (TopicWriter<TargetBatch> writer = KAFKA.cluster().writer(Topics.targets(run))) {
      for (int i = from; i < to; i++) {
        int step = i ^ 1;
        for (int shard = 0; shard < SHARDS; shard++) {
          writer.send(shard, "", targets(run).batch(step, shard)).toCompletableFuture().join();
        }
        writer
            .send(SHARDS - 1, "", targets(run).batch(step, SHARDS - 1, 1))
            .toCompletableFuture()
            .join();
      }
    }
  }

  private static CheckpointPublished last(RunSettings run, String student) {
    return read(Topics.checkpoints(run), 1).stream()
        .filter(published -> published.student().equals(student) && published.last())
        .findFirst()
        .orElseThrow();
  }

  private static void awaitCheckpoint(RunSettings run, String student, long step) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                read(Topics.checkpoints(run), 0).stream()
                    .anyMatch(p -> p.student().equals(student) && p.step() == step));
  }

  private static <T> List<T> read(Topic<T> topic, int least) {
    return KAFKA.all(topic, least).stream().map(Received::value).toList();
  }
}
