package dev.aria.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.SamplerState;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.record.WeightsVersion;
import dev.aria.core.tensor.ElementType;
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
import dev.aria.runtime.kafka.Received;
import dev.aria.runtime.kafka.TopicWriter;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The pool against a real broker, with a small FiLM-MLP as teacher. */
final class TeacherPoolIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SHARDS = 4;

  @RegisterExtension private static final RealKafka KAFKA = new RealKafka();

  @TempDir private static Path folder;
  private static Path teacherFile;
  private static ModelDescriptor teacher;

  private final InMemoryPairs pairs = new InMemoryPairs(7, 6, 5);
  private final List<SimpleMeterRegistry> registries = new ArrayList<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private ActorTestKit actors;

  @BeforeAll
  static void makeTeacher() {
    teacherFile = folder.resolve("teacher.pt");
    DiffusionSetting diffusion =
        new DiffusionSetting(ScheduleSetting.linear(), PredictionType.EPSILON, 1, "", "");
    teacher =
        ModelFiles.create(
            new NewModel("teacher", FilmMlp.of(6, 5, 24, 2), diffusion, 3), teacherFile);
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
  void pool_draws_givesTheTargetsThatAnInProcessTeacherGives() {
    RunSettings run = SmallRuns.of("equal");
    List<DrawBatch> draws = draws(run, 0, 12, 50);
    write(run, draws);

    start(run, "a", 20);
    List<TargetBatch> targets = targets(run, draws.size());

    // Calls of the pool hold two batches of ten draws, but which two is chance: so one may differ
    // from the batch computed alone in the last bits that the shape of a matrix product moves.
    for (TargetBatch target : targets) {
      float[] alone = inProcess(target.draws());
      assertThat(CacheAudit.largestDifference(target.noise().toFloats(), alone))
          .isLessThanOrEqualTo(CacheAudit.TOLERANCE);
      assertThat(target.teacherDigest()).isEqualTo(teacher.sha256());
    }
  }

  @Test
  void pool_sameShapeOfCall_givesTheInProcessTargetsBitForBit() {
    RunSettings run = SmallRuns.of("bits");
    List<DrawBatch> draws = draws(run, 0, 6, 50);
    write(run, draws);

    start(run, "a", 10);
    List<TargetBatch> targets = targets(run, draws.size());

    for (TargetBatch target : targets) {
      assertThat(target.noise().toFloats()).isEqualTo(inProcess(target.draws()));
    }
  }

  @Test
  void pool_repeatedTuples_savesTeacherPassesAndEveryAuditedHitIsEqual() {
    RunSettings run = SmallRuns.of("cached", "draws-per-prompt=2");
    List<DrawBatch> draws = draws(run, 0, 30, 60);
    write(run, draws);

    start(run, "a", 20);
    targets(run, draws.size());

    double passes = count(0, "aria.teacher.passes", "");
    double audited = count(0, "aria.teacher.cache.audits", "equal");
    assertThat(passes - audited).isLessThanOrEqualTo(60 + 20);
    assertThat(count(0, "aria.teacher.cache.lookups", "hit")).isGreaterThan(1000);
    assertThat(audited).isGreaterThan(0);
    assertThat(count(0, "aria.teacher.cache.audits", "different")).isZero();
  }

  @Test
  void pool_secondMemberJoins_comesToDoAtLeastThirtyPercent() {
    RunSettings run = SmallRuns.of("joined");
    write(run, draws(run, 0, 10, 50));
    start(run, "a", 20);
    targets(run, 40);

    start(run, "b", 20);
    double share = 0;
    long limit = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    for (int step = 10; share < 0.3 || share > 0.7; step += 10) {
      assertThat(System.nanoTime()).as("time limit, share %s", share).isLessThan(limit);
      double before = batches(0);
      double joined = batches(1);
      write(run, draws(run, step, step + 10, 50));
      targets(run, (step + 10) * SHARDS);
      share = (batches(1) - joined) / (batches(0) - before + batches(1) - joined);
    }
  }

  @Test
  void pool_drawsOfAnotherPairedSet_stopsAndSaysWhatToDo() {
    RunSettings run = SmallRuns.of("foreign");
    DrawBatch ours = draws(run, 0, 1, 50).get(0);
    DrawBatch foreign =
        new DrawBatch(
            ours.run(),
            ours.lineage(),
            ours.regionMapDigest(),
            "another",
            ours.step(),
            ours.shard(),
            ours.weights(),
            ours.draws(),
            ours.conditions());
    write(run, List.of(foreign));

    start(run, "a", 20);

    assertThat(ended)
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withMessageContaining("aria.run.paired-set")
        .withMessageContaining("another");
  }

  @Test
  void pool_ofAnotherLineage_stopsAndLeavesTheDrawsToOneThatIsSetUpRightly() {
    RunSettings run = SmallRuns.of("lineages");
    List<DrawBatch> draws = draws(run, 0, 3, 50);
    write(run, draws);
    CompletableFuture<Void> wrong = new CompletableFuture<>();

    start(SmallRuns.of("lineages", "lineage=3"), "a", 20, wrong);

    assertThat(wrong)
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withCauseInstanceOf(RunRefused.class)
        .withMessageContaining("are of lineage 0, but aria.run.lineage is 3");
    assertThat(KAFKA.cluster().consumed(Topics.draws(run), "aria-lineages-teachers")).isEmpty();
    assertThat(KAFKA.deadLetters(Topics.draws(run), 0)).isEmpty();
    start(run, "b", 20);
    targets(run, draws.size());
  }

  @Test
  void pool_groupForgottenMeanwhile_answersNoDrawTwiceAndLeavesNoneOut() {
    RunSettings run = SmallRuns.of("forgotten");
    List<DrawBatch> draws = draws(run, 0, 5, 50);
    write(run, draws);
    answerAndForget(run, draws.size());
    write(run, draws(run, 5, 8, 50));

    start(run, "b", 20);

    targets(run, 8 * SHARDS);
    assertThat(KAFKA.all(Topics.targets(run))).hasSize(8 * SHARDS);
  }

  @Test
  void pool_groupForgottenAndAnsweredDrawsDeleted_goesOn() {
    RunSettings run = SmallRuns.of("aged");
    List<DrawBatch> draws = draws(run, 0, 5, 50);
    write(run, draws);
    answerAndForget(run, draws.size());
    KAFKA
        .written(Topics.draws(run))
        .forEach((partition, end) -> KAFKA.deleteBefore(Topics.draws(run), partition, end));

    start(run, "b", 20);
    write(run, draws(run, 5, 8, 50));

    targets(run, 8 * SHARDS);
  }

  @Test
  void pool_groupForgottenAndDrawsWithoutATargetDeleted_saysWhich() {
    RunSettings run = SmallRuns.of("lost");
    List<DrawBatch> draws = draws(run, 0, 5, 50);
    write(run, draws);
    answerAndForget(run, draws.size());
    write(run, draws(run, 5, 8, 50));
    KAFKA.deleteBefore(Topics.draws(run), 2, 7);

    start(run, "b", 20);

    assertThat(ended)
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withCauseInstanceOf(RunRefused.class)
        .withMessageContaining(
            "draws of steps 5 to 6 in partition 2 of " + Topics.draws(run).name())
        .withMessageContaining("are gone, and have no target");
  }

  @Test
  void pool_groupForgottenAndTheNewestDrawsDeleted_saysWhichByTheSamplersState() {
    RunSettings run = SmallRuns.of("ended");
    List<DrawBatch> draws = draws(run, 0, 5, 50);
    write(run, draws);
    answerAndForget(run, draws.size());
    write(run, draws(run, 5, 8, 50));
    KAFKA.write(Topics.samplerState(run), 0, drawn(run, 8));
    KAFKA.deleteBefore(Topics.draws(run), 3, 8);

    start(run, "b", 20);

    assertThat(ended)
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withCauseInstanceOf(RunRefused.class)
        .withMessageContaining("draws of steps 5 to 7 in partition 3 of");
  }

  private static SamplerState drawn(RunSettings run, long steps) {
    List<Double> credits = Collections.nCopies(4, 0.0);
    List<Long> cursors = Collections.nCopies(4, 0L);
    return new SamplerState(
        run.name(),
        run.lineage(),
        "map-digest-0123456789",
        steps,
        steps * run.batch(),
        credits,
        credits,
        cursors,
        cursors,
        WeightsVersion.INITIAL,
        0,
        false);
  }

  /** A pool answers {@code count} draws and ends; Kafka forgets where it was. */
  private void answerAndForget(RunSettings run, int count) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    ActorRef<TeacherPool.Command> pool = start(run, "a", 20, done);
    targets(run, count);
    pool.tell(TeacherPool.Stop.INSTANCE);
    assertThat(done).succeedsWithin(PATIENCE);
    KAFKA.forget("aria-%s-teachers".formatted(run.name()));
  }

  @Test
  void pool_drawsOfAnotherRun_areKeptAsTheyCameWithTheReason() {
    RunSettings run = SmallRuns.of("strangers");
    List<DrawBatch> ours = draws(run, 0, 1, 50);
    DrawBatch stranger = draws(SmallRuns.of("elsewhere"), 0, 1, 50).get(0);
    write(run, List.of(stranger));
    write(run, ours);

    start(run, "a", 20);
    targets(run, ours.size());

    Topic<DrawBatch> topic = Topics.draws(run);
    DeadLetter dead = KAFKA.deadLetters(topic, 1).get(0);
    assertThat(dead.value()).isEqualTo(ByteBuffer.wrap(topic.codec().encode(stranger)));
    assertThat(dead.headers())
        .containsEntry("reason", "draws of run 'elsewhere' in run 'strangers'")
        .containsEntry("source-topic", topic.name())
        .containsEntry("source-partition", "0")
        .containsEntry("source-offset", "0");
    assertThat(count(0, "aria.teacher.refused", "")).isEqualTo(1);
  }

  @Test
  void pool_runStoppedByAnOperator_endsInOrder() {
    RunSettings run = SmallRuns.of("stopped");
    List<DrawBatch> draws = draws(run, 0, 2, 50);
    write(run, draws);
    start(run, "a", 20);
    targets(run, draws.size());

    KAFKA.write(Topics.control(run), 0, new RunCommand(run.name(), RunCommand.Kind.STOP, "test"));

    assertThat(ended).succeedsWithin(PATIENCE);
  }

  private double batches(int member) {
    return count(member, "aria.teacher.batches", "");
  }

  private double count(int member, String name, String result) {
    SimpleMeterRegistry registry = registries.get(member);
    return result.isEmpty()
        ? registry.counter(name).count()
        : registry.counter(name, "result", result).count();
  }

  private void start(RunSettings run, String member, int batchSize) {
    start(run, member, batchSize, ended);
  }

  private ActorRef<TeacherPool.Command> start(
      RunSettings run, String member, int batchSize, CompletableFuture<Void> done) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    registries.add(registry);
    PoolMetrics metrics = new PoolMetrics(registry);
    TeacherPoolSettings settings =
        new TeacherPoolSettings(
            run.name() + "-" + member,
            List.of("cpu"),
            batchSize,
            Duration.ofMillis(5),
            16,
            new TeacherPoolSettings.CacheSettings(1 << 20, 16, 0.2));
    Workshop workshop =
        new Workshop(
            run,
            settings,
            pairs,
            teacher.diffusion().schedule().schedule(),
            device -> new TorchTeacher(ModelFiles.load(teacherFile, device), run.guidance()),
            KAFKA.cluster(),
            metrics);
    return actors.spawn(
        TeacherPool.create(
            new TeacherPool.Parts(KAFKA.cluster(), run, settings, workshop, metrics), done));
  }

  private List<DrawBatch> draws(RunSettings run, long from, long to, int prompts) {
    DrawBatches batches = new DrawBatches(run.name(), pairs, 10, prompts, teacher.timesteps());
    List<DrawBatch> draws = new ArrayList<>();
    for (long step = from; step < to; step++) {
      for (int shard = 0; shard < SHARDS; shard++) {
        draws.add(batches.batch(step, shard));
      }
    }
    return draws;
  }

  private void write(RunSettings run, List<DrawBatch> draws) {
    KAFKA.cluster().ensure(Topics.ofRun(run));
    try (TopicWriter<DrawBatch> writer = KAFKA.cluster().writer(Topics.draws(run))) {
      for (DrawBatch batch : draws) {
        int partition = (int) ((batch.step() * SHARDS + batch.shard()) % run.workPartitions());
        writer.send(partition, "", batch).toCompletableFuture().join();
      }
    }
  }

  /** The first {@code count} targets of the run; each lies in its shard's partition, and once. */
  private List<TargetBatch> targets(RunSettings run, int count) {
    List<Received<TargetBatch>> received = KAFKA.all(Topics.targets(run), count);
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

  private float[] inProcess(DrawBatch batch) {
    SampleInputs inputs =
        new SampleInputs(pairs, teacher.diffusion().schedule().schedule(), new float[5]);
    List<Sample> samples = batch.draws().stream().map(draw -> new Sample(batch, draw)).toList();
    try (Teacher alone = new TorchTeacher(ModelFiles.load(teacherFile, "cpu"), 1)) {
      Inference inference =
          new Inference(
              alone, inputs, samples.size(), false, new PoolMetrics(new SimpleMeterRegistry()));
      return new TargetMaker(alone, inference, Optional.empty(), 1, ElementType.FLOAT32)
          .make(List.of(batch))
          .get(0)
          .noise()
          .toFloats();
    }
  }
}
