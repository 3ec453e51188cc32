package dev.aria.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.diffusion.TimestepFractions;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.PromptRecord;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.SamplerState;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.core.record.WeightsVersion;
import dev.aria.core.tensor.Tensor;
import dev.aria.fixtures.RealKafka;
import dev.aria.fixtures.RecordedTraces;
import dev.aria.models.encoder.PromptEncoders;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.loop.Turns;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSetFile;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import dev.aria.streamer.corpus.StreamerContext;
import dev.aria.streamer.drawing.DrawingSettings;
import dev.aria.streamer.drawing.SamplerFactory;
import dev.aria.streamer.drawing.SamplerInputs;
import dev.aria.streamer.tagging.TaggerFactory;
import dev.aria.streamer.tagging.TaggingSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Taggers and samplers over one broker, a corpus of four clusters and eight pairs. */
public final class StreamerRig implements AutoCloseable {
  public static final int CLUSTERS = 4;
  public static final int PER_CLUSTER = 60;
  private static final Duration LIMIT = Duration.ofSeconds(150);

  private final RealKafka kafka;
  private final Path folder;
  private final PairedSet pairs;
  private final RecordedTraces traces = new RecordedTraces();
  private final List<TaggerFactory> taggers = new ArrayList<>();
  private int stores;

  public StreamerRig(RealKafka kafka, Path folder) {
    this.kafka = kafka;
    this.folder = folder;
    Path file = folder.resolve("pairs");
    float[] conditions = new float[2 * 8];
    IntStream.range(0, 8).forEach(i -> conditions[2 * i] = 10f * (i % CLUSTERS));
    PairedSetFile.write(
        file,
        Tensor.of(new float[8 * 3], 8, 3),
        Tensor.of(conditions, 8, 2),
        IntStream.range(0, 8).mapToObj(i -> ClusteredTexts.text(i % CLUSTERS, 0)).toList());
    this.pairs = PairedSetFile.open(file);
  }

  public static RunSettings run(String name, long steps, long maxInFlight) {
    return withName(TestRun.run(steps, maxInFlight, "swapped", "focus", 0), name, name);
  }

  public static RunSettings withName(RunSettings run, String name) {
    return withName(run, name, run.corpus());
  }

  public static RunSettings withName(RunSettings run, String name, String corpus) {
    return TestRun.named(run, name, corpus);
  }

  private StreamerContext context(RunSettings run, SimpleMeterRegistry meters, Clock clock) {
    return new StreamerContext(kafka.cluster(), run, meters, traces, clock);
  }

  /** What its samplers have told. */
  public RecordedTraces traces() {
    return traces;
  }

  public Turns tagger(RunSettings run) {
    return tagger(run, new SimpleMeterRegistry());
  }

  public Turns tagger(RunSettings run, SimpleMeterRegistry meters) {
    var settings = new TaggingSettings(2, 50, Duration.ofMillis(100), Duration.ZERO);
    var factory =
        new TaggerFactory(
            context(run, meters, Clock.systemUTC()),
            settings,
            PromptEncoders.of(new ClusteredTexts()));
    taggers.add(factory);
    return factory.open();
  }

  public static double value(SimpleMeterRegistry meters, String gauge) {
    return meters.get(gauge).gauge().value();
  }

  public Turns sampler(RunSettings run, Path store) {
    return sampler(run, store, new SimpleMeterRegistry());
  }

  public Turns sampler(RunSettings run, Path store, SimpleMeterRegistry meters) {
    return sampler(run, store, meters, Clock.systemUTC());
  }

  public Turns sampler(RunSettings run, Path store, SimpleMeterRegistry meters, Clock clock) {
    var inputs =
        new SamplerInputs(
            new ClusteredTexts().digest(), List.of(2), pairs, TimestepFractions.uniform(1000));
    var settings = new DrawingSettings(store, true, 4);
    return new SamplerFactory(context(run, meters, clock), settings, inputs).open();
  }

  public Path store() {
    return folder.resolve("store-" + stores++);
  }

  public void loadCorpus(RunSettings run) {
    loadMore(run, 0, PER_CLUSTER);
  }

  public void loadMore(RunSettings run, int first, int perCluster) {
    List<String> texts = new ArrayList<>();
    for (int item = first; item < first + perCluster; item++) {
      for (int c = 0; c < CLUSTERS; c++) {
        texts.add(ClusteredTexts.text(c, item));
      }
    }
    send(run, texts);
  }

  public void send(RunSettings run, List<String> texts) {
    sendAll(run, texts.stream().map(text -> new PromptRecord(text, Optional.empty())).toList());
  }

  public void sendAll(RunSettings run, List<PromptRecord> prompts) {
    Topic<PromptRecord> topic = Topics.prompts(run.corpus(), Topics.PROMPT_PARTITIONS);
    kafka.cluster().ensure(List.of(topic));
    try (TopicWriter<PromptRecord> writer = kafka.cluster().writer(topic)) {
      for (int i = 0; i < prompts.size(); i++) {
        var sent = writer.send(i % topic.partitions(), "", prompts.get(i));
        assertThat(sent).isNotNull();
      }
      writer.flush();
    }
  }

  public void tagAll(RunSettings run) {
    var meters = new SimpleMeterRegistry();
    try (Turns tagger = tagger(run, meters)) {
      until(() -> tagger.turn() && value(meters, "aria.tagger.tagged") >= CLUSTERS * PER_CLUSTER);
    }
    assertThat(promptCount(tagged(run))).isGreaterThanOrEqualTo(CLUSTERS * PER_CLUSTER);
  }

  /** Ten steps of 32 are drawn, which is all that may be in flight, and the sampler ends. */
  public void drawTenSteps(RunSettings run) {
    loadCorpus(run);
    tagAll(run);
    var meters = new SimpleMeterRegistry();
    try (Turns sampler = sampler(run, store(), meters)) {
      until(() -> sampler.turn() && value(meters, "aria.sampler.steps") == 10);
    }
  }

  /** Reports {@code step} of every shard. */
  public static void report(
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

  public RegionMapRecord map(RunSettings run) {
    return kafka.all(Topics.regionMaps(run.corpus())).get(0).value();
  }

  public List<Received<TaggedPrompts>> tagged(RunSettings run) {
    List<Received<RegionMapRecord>> maps = kafka.all(Topics.regionMaps(run.corpus()));
    if (maps.isEmpty()) {
      return List.of();
    }
    Topic<TaggedPrompts> topic = Topics.taggedPrompts(run.corpus(), maps.get(0).value().digest());
    return kafka.cluster().exists(topic) ? kafka.all(topic) : List.of();
  }

  public SamplerState newestState(RunSettings run) {
    List<Received<SamplerState>> states = kafka.all(Topics.samplerState(run));
    return states.get(states.size() - 1).value();
  }

  public static int promptCount(List<Received<TaggedPrompts>> pages) {
    return pages.stream().mapToInt(page -> page.value().ids().size()).sum();
  }

  public List<DrawBatch> draws(RunSettings run) {
    return kafka.all(Topics.draws(run)).stream()
        .map(Received::value)
        .sorted(Comparator.comparingLong(DrawBatch::step).thenComparingInt(DrawBatch::shard))
        .toList();
  }

  public static void until(BooleanSupplier done) {
    long limit = System.nanoTime() + LIMIT.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time limit").isLessThan(limit);
    }
  }

  @Override
  public void close() {
    taggers.forEach(TaggerFactory::close);
    pairs.close();
  }
}
