package dev.aria.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.tensor.ElementType;
import dev.aria.embedded.EmbeddedKafka;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.KafkaCluster;
import dev.aria.runtime.kafka.Received;
import dev.aria.runtime.kafka.TopicReader;
import dev.aria.runtime.kafka.TopicWriter;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pool against a real broker, with a small FiLM-MLP as teacher. */
final class TeacherPoolIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SHARDS = 4;

  @TempDir private static Path folder;
  private static EmbeddedKafka kafka;
  private static Path teacherFile;
  private static ModelDescriptor teacher;

  private final InMemoryPairs pairs = new InMemoryPairs(7, 6, 5);
  private final List<SimpleMeterRegistry> registries = new ArrayList<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private ActorTestKit actors;
  private Cluster cluster;

  @BeforeAll
  static void startBroker() {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    teacherFile = folder.resolve("teacher.pt");
    DiffusionSetting diffusion =
        new DiffusionSetting(ScheduleSetting.linear(), PredictionType.EPSILON, 1, "", "");
    teacher =
        ModelFiles.create(
            new NewModel("teacher", FilmMlp.of(6, 5, 24, 2), diffusion, 3), teacherFile);
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @BeforeEach
  void connect() {
    actors = ActorTestKit.create();
    cluster =
        KafkaCluster.connect(
            KafkaSettings.of(kafka.bootstrap()),
            "test",
            new SimpleMeterRegistry(),
            InstantSource.system());
  }

  @AfterEach
  void disconnect() {
    actors.shutdownTestKit();
    cluster.close();
  }

  @Test
  void pool_draws_givesTheTargetsThatAnInProcessTeacherGives() {
    RunSettings run = Runs.small("equal", 0, 0);
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
    RunSettings run = Runs.small("bits", 0, 0);
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
    RunSettings run = Runs.small("cached", 2, 0);
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
  void pool_secondMemberJoins_takesAtLeastThirtyPercentFromThenOn() {
    RunSettings run = Runs.small("joined", 0, 0);
    write(run, draws(run, 0, 10, 50));
    start(run, "a", 20);
    targets(run, 40);

    start(run, "b", 20);
    long step = 10;
    while (batches(1) == 0) {
      write(run, draws(run, step, step + 2, 50));
      step += 2;
      targets(run, (int) step * SHARDS);
    }
    double before = batches(0);
    double joined = batches(1);
    write(run, draws(run, step, step + 40, 50));
    targets(run, (int) (step + 40) * SHARDS);

    double share = (batches(1) - joined) / (batches(0) - before + batches(1) - joined);
    assertThat(share).isBetween(0.3, 0.7);
  }

  @Test
  void pool_drawsOfAnotherPairedSet_stopsAndSaysWhatToDo() {
    RunSettings run = Runs.small("foreign", 0, 0);
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
            cluster,
            metrics);
    actors.spawn(
        TeacherPool.create(
            new TeacherPool.Parts(cluster, run, settings, workshop, metrics), ended));
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
    cluster.ensure(Topics.ofRun(run));
    try (TopicWriter<DrawBatch> writer = cluster.writer(Topics.draws(run))) {
      for (DrawBatch batch : draws) {
        int partition = (int) ((batch.step() * SHARDS + batch.shard()) % run.workPartitions());
        writer.send(partition, "", batch).toCompletableFuture().join();
      }
    }
  }

  /** The first {@code count} targets of the run; each lies in its shard's partition, and once. */
  private List<TargetBatch> targets(RunSettings run, int count) {
    List<TargetBatch> targets = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<Integer> partitions = IntStream.range(0, SHARDS).boxed().toList();
    try (TopicReader<TargetBatch> reader = cluster.reader(Topics.targets(run), partitions)) {
      while (targets.size() < count && System.nanoTime() < deadline && !ended.isDone()) {
        for (Received<TargetBatch> received : reader.poll(Duration.ofMillis(100))) {
          assertThat(received.partition()).isEqualTo(received.value().draws().shard());
          targets.add(received.value());
        }
      }
    }
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
