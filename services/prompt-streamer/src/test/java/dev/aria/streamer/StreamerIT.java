package dev.aria.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.PromptRecord;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.core.record.WeightsVersion;
import dev.aria.core.tensor.Tensor;
import dev.aria.embedded.EmbeddedKafka;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.KafkaCluster;
import dev.aria.runtime.kafka.Received;
import dev.aria.runtime.kafka.TopicReader;
import dev.aria.runtime.kafka.TopicWriter;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSetFile;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StreamerIT {
  private static final int CLUSTERS = 4;
  private static final int PER_CLUSTER = 60;
  private static final Duration WAIT = Duration.ofMillis(200);
  private static final Duration LIMIT = Duration.ofSeconds(150);

  @TempDir static Path folder;
  private static EmbeddedKafka broker;
  private static Cluster cluster;
  private static PairedSet pairs;
  private static int stores;

  @BeforeAll
  static void start() {
    broker = EmbeddedKafka.start(folder.resolve("kafka"));
    cluster =
        KafkaCluster.connect(
            KafkaSettings.of(broker.bootstrap()),
            "streamer-test",
            new SimpleMeterRegistry(),
            InstantSource.system());
    Path file = folder.resolve("pairs");
    float[] conditions = new float[2 * 8];
    IntStream.range(0, 8).forEach(i -> conditions[2 * i] = 10f * (i % CLUSTERS));
    PairedSetFile.write(
        file,
        Tensor.of(new float[8 * 3], 8, 3),
        Tensor.of(conditions, 8, 2),
        IntStream.range(0, 8).mapToObj(i -> ClusteredTexts.text(i % CLUSTERS, 0)).toList());
    pairs = PairedSetFile.open(file);
  }

  @AfterAll
  static void stop() {
    pairs.close();
    cluster.close();
    broker.close();
  }

  @Test
  void tagger_killedBetweenTransactions_tagsEveryPromptOnce() {
    RunSettings run = run("tagging", 1, 1_000_000);
    loadCorpus(run);
    Topic<TaggedPrompts> tagged;

    try (Tagger tagger = tagger(run)) {
      until(() -> tagger.turn() && tagged(run).size() > 0);
    }
    loadMore(run, 100, 40);
    try (Tagger again = tagger(run)) {
      until(() -> again.turn() && prompts(tagged(run)) >= CLUSTERS * (PER_CLUSTER + 40));
      again.turn();
    }

    List<Received<TaggedPrompts>> pages = tagged(run);
    RegionMapRecord map = map(run);
    assertThat(pages.stream().flatMap(page -> page.value().texts().stream()))
        .hasSize(CLUSTERS * (PER_CLUSTER + 40))
        .doesNotHaveDuplicates();
    tagged = Topics.taggedPrompts(run.corpus(), map.digest());
    for (Received<TaggedPrompts> page : pages) {
      int partition = PageCutter.partition(page.value().region(), tagged.partitions());
      assertThat(page.partition()).isEqualTo(partition);
      assertThat(page.value().texts().stream().map(text -> text.split(" ", -1)[1]).distinct())
          .hasSize(1);
    }
    assertThat(map.shares()).allSatisfy(share -> assertThat(share).isEqualTo(0.25));
  }

  @Test
  void tagger_promptThatCannotBeEncoded_isKeptAsideAndTheRestGoesOn() {
    RunSettings run = run("poison", 1, 1_000_000);
    loadCorpus(run);
    send(run, List.of("refuse this", ClusteredTexts.text(1, 99)));

    try (Tagger tagger = tagger(run)) {
      until(() -> tagger.turn() && prompts(tagged(run)) > CLUSTERS * PER_CLUSTER);
    }

    Topic<PromptRecord> prompts = Topics.prompts(run.corpus(), Topics.PROMPT_PARTITIONS);
    var dead = new Topic<>(prompts.deadLetters(), 1, false, prompts.retention(), prompts.codec());
    assertThat(all(dead)).extracting(r -> r.value().text()).containsExactly("refuse this");
  }

  @Test
  void sampler_killedAndRestarted_drawsWhatAnUndisturbedOneDraws() {
    RunSettings undisturbed = run("steady", 40, 1_000_000);
    RunSettings disturbed = withName(undisturbed, "killed");
    loadCorpus(undisturbed);
    tagAll(undisturbed);
    try (Sampler sampler = sampler(undisturbed, store())) {
      while (sampler.turn()) {}
    }

    Path store = store();
    for (int life = 0; life < 3; life++) {
      var meters = new SimpleMeterRegistry();
      double steps = 4.0 * (life + 1);
      try (Sampler sampler = sampler(disturbed, store, meters)) {
        until(() -> !sampler.turn() || value(meters, "aria.sampler.steps") >= steps);
      }
    }
    try (Sampler sampler = sampler(disturbed, store())) { // its store is lost as well
      while (sampler.turn()) {}
    }

    List<DrawBatch> expected = draws(undisturbed);
    List<DrawBatch> actual = draws(disturbed);
    assertThat(expected).hasSize(40 * 2);
    assertThat(actual).extracting(DrawBatch::draws).isEqualTo(batches(expected));
    assertThat(actual)
        .extracting(DrawBatch::conditions)
        .isEqualTo(expected.stream().map(DrawBatch::conditions).toList());
  }

  @Test
  void sampler_newWeights_takeEffectAndStrangersDoNot() {
    RunSettings run = run("steered", 40, 10 * 32);
    loadCorpus(run);
    tagAll(run);
    RegionMapRecord map = map(run);
    var meters = new SimpleMeterRegistry();
    try (Sampler sampler = sampler(run, store(), meters);
        TopicWriter<ControlRecord> control = cluster.writer(Topics.control(run));
        TopicWriter<StepReport> reports = cluster.writer(Topics.stepReports(run))) {
      until(() -> sampler.turn() && value(meters, "aria.sampler.steps") == 10);
      send(control, weights(run, map.digest(), new WeightsVersion(1, 1), 0.97, 0.01, 0.01, 0.01));
      send(control, weights(run, "another map", new WeightsVersion(9, 9), 0.01, 0.97, 0.01, 0.01));
      send(control, weights(run, map.digest(), new WeightsVersion(1, 0), 0.01, 0.97, 0.01, 0.01));
      until(() -> sampler.turn() && value(meters, "aria.sampler.refused.controls") == 2);
      report(reports, run, map, 9);
      until(() -> sampler.turn() && value(meters, "aria.sampler.steps") == 20);
      sampler.turn();

      assertThat(draws(run)).hasSize(40); // ten steps in flight, and not one more
    }

    List<DrawBatch> steered =
        draws(run).stream().filter(b -> b.weights().equals(new WeightsVersion(1, 1))).toList();
    long swapped = swapped(steered, region -> true);
    assertThat(swapped(steered, region -> region == 0)).isGreaterThan((long) (0.9 * swapped - 3));
    assertThat(steered).hasSize(20);
    assertThat(draws(run)).noneMatch(b -> b.weights().term() == 9);
  }

  @Test
  void sampler_pausedResumedStopped_obeys() {
    RunSettings run = run("obeying", 1000, 10 * 32);
    loadCorpus(run);
    tagAll(run);
    var meters = new SimpleMeterRegistry();
    try (Sampler sampler = sampler(run, store(), meters);
        TopicWriter<ControlRecord> control = cluster.writer(Topics.control(run));
        TopicWriter<StepReport> reports = cluster.writer(Topics.stepReports(run))) {
      until(() -> sampler.turn() && value(meters, "aria.sampler.steps") == 10);
      send(control, new RunCommand(run.name(), RunCommand.Kind.PAUSE, "test"));
      until(() -> sampler.turn() && value(meters, "aria.sampler.held") == 1);
      report(reports, run, map(run), 9);
      IntStream.range(0, 20).forEach(i -> sampler.turn());
      assertThat(draws(run)).hasSize(20);

      send(control, new RunCommand(run.name(), RunCommand.Kind.RESUME, "test"));
      until(() -> sampler.turn() && value(meters, "aria.sampler.steps") == 20);
      send(control, new RunCommand(run.name(), RunCommand.Kind.STOP, "test"));
      until(() -> !sampler.turn());
    }
  }

  private static RunSettings run(String name, long steps, long maxInFlight) {
    return withName(TestRun.run(steps, maxInFlight, "swapped", "focus", 0), name, name);
  }

  private static RunSettings withName(RunSettings run, String name) {
    return withName(run, name, run.corpus());
  }

  private static RunSettings withName(RunSettings run, String name, String corpus) {
    return TestRun.named(run, name, corpus);
  }

  private static StreamerParts parts(RunSettings run, Path store) {
    var settings =
        new StreamerSettings(
            true, true, 2, 50, Duration.ofMillis(100), Duration.ZERO, store, true, 4);
    return new StreamerParts(cluster, run, settings, new SimpleMeterRegistry(), Clock.systemUTC());
  }

  private static Tagger tagger(RunSettings run) {
    return tagger(run, new SimpleMeterRegistry());
  }

  private static Tagger tagger(RunSettings run, SimpleMeterRegistry meters) {
    return new Tagger(
        parts(run, folder), new ParallelEncoder(new ClusteredTexts(), 2), new TaggerMeters(meters));
  }

  private static double value(SimpleMeterRegistry meters, String gauge) {
    return meters.get(gauge).gauge().value();
  }

  private static Sampler sampler(RunSettings run, Path store) {
    return sampler(run, store, new SimpleMeterRegistry());
  }

  private static Sampler sampler(RunSettings run, Path store, SimpleMeterRegistry meters) {
    var model = new SampledModel(new ClusteredTexts().digest(), List.of(2), pairs, 1000);
    return new Sampler(parts(run, store), model, new SamplerMeters(meters));
  }

  private static Path store() {
    return folder.resolve("store-" + stores++);
  }

  private static void loadCorpus(RunSettings run) {
    loadMore(run, 0, PER_CLUSTER);
  }

  private static void loadMore(RunSettings run, int first, int perCluster) {
    List<String> texts = new ArrayList<>();
    for (int item = first; item < first + perCluster; item++) {
      for (int c = 0; c < CLUSTERS; c++) {
        texts.add(ClusteredTexts.text(c, item));
      }
    }
    send(run, texts);
  }

  private static void send(RunSettings run, List<String> texts) {
    Topic<PromptRecord> topic = Topics.prompts(run.corpus(), Topics.PROMPT_PARTITIONS);
    cluster.ensure(List.of(topic));
    try (TopicWriter<PromptRecord> writer = cluster.writer(topic)) {
      for (int i = 0; i < texts.size(); i++) {
        var sent =
            writer.send(
                i % topic.partitions(), "", new PromptRecord(texts.get(i), Optional.empty()));
        assertThat(sent).isNotNull();
      }
      writer.flush();
    }
  }

  private static void send(TopicWriter<ControlRecord> writer, ControlRecord record) {
    assertThat(writer.send(0, record.run(), record).toCompletableFuture().join()).isNotNegative();
  }

  private static void tagAll(RunSettings run) {
    var meters = new SimpleMeterRegistry();
    try (Tagger tagger = tagger(run, meters)) {
      until(() -> tagger.turn() && value(meters, "aria.tagger.tagged") >= CLUSTERS * PER_CLUSTER);
    }
  }

  private static void report(
      TopicWriter<StepReport> writer, RunSettings run, RegionMapRecord map, long step) {
    for (int shard = 0; shard < run.shards(); shard++) {
      var report =
          new StepReport(
              run.name(),
              "lead",
              true,
              run.lineage(),
              map.digest(),
              step,
              shard,
              WeightsVersion.INITIAL,
              0.1,
              List.of(),
              List.of());
      assertThat(writer.send(shard, "lead", report).toCompletableFuture().join()).isNotNegative();
    }
  }

  private static SamplingWeights weights(
      RunSettings run, String digest, WeightsVersion version, double... p) {
    return new SamplingWeights(
        run.name(),
        version,
        run.lineage(),
        digest,
        "aria",
        0,
        1,
        Arrays.stream(p).mapToObj(w -> new RegionWeight(w, w, 1, 1, 0)).toList());
  }

  private static RegionMapRecord map(RunSettings run) {
    return all(Topics.regionMaps(run.corpus())).get(0).value();
  }

  private static List<Received<TaggedPrompts>> tagged(RunSettings run) {
    List<Received<RegionMapRecord>> maps = all(Topics.regionMaps(run.corpus()));
    if (maps.isEmpty()) {
      return List.of();
    }
    Topic<TaggedPrompts> topic = Topics.taggedPrompts(run.corpus(), maps.get(0).value().digest());
    return cluster.exists(topic) ? all(topic) : List.of();
  }

  private static int prompts(List<Received<TaggedPrompts>> pages) {
    return pages.stream().mapToInt(page -> page.value().ids().size()).sum();
  }

  private static List<DrawBatch> draws(RunSettings run) {
    return all(Topics.draws(run)).stream()
        .map(Received::value)
        .sorted(Comparator.comparingLong(DrawBatch::step).thenComparingInt(DrawBatch::shard))
        .toList();
  }

  private static List<List<Draw>> batches(List<DrawBatch> draws) {
    return draws.stream().map(DrawBatch::draws).toList();
  }

  private static long swapped(List<DrawBatch> batches, IntPredicate wantedRegion) {
    return batches.stream()
        .flatMap(batch -> batch.draws().stream())
        .filter(draw -> draw.branch() == Branch.SWAPPED && wantedRegion.test(draw.region()))
        .count();
  }

  /** Everything committed to {@code topic} so far. */
  private static <T> List<Received<T>> all(Topic<T> topic) {
    List<Integer> partitions = IntStream.range(0, topic.partitions()).boxed().toList();
    List<Received<T>> records = new ArrayList<>();
    try (TopicReader<T> reader = cluster.reader(topic, partitions)) {
      var ends = reader.endOffsets();
      while (!ends.equals(reader.positions())) {
        records.addAll(reader.poll(WAIT));
      }
    }
    return records;
  }

  private static void until(BooleanSupplier done) {
    long limit = System.nanoTime() + LIMIT.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time limit").isLessThan(limit);
    }
  }
}
