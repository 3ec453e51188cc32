package dev.aria.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.DiscrepancySum;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.WeightsVersion;
import dev.aria.core.tensor.Tensor;
import dev.aria.embedded.EmbeddedKafka;
import dev.aria.embedded.EmbeddedRedis;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.KafkaCluster;
import dev.aria.runtime.kafka.Received;
import dev.aria.runtime.kafka.TopicReader;
import dev.aria.runtime.kafka.TopicWriter;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSetFile;
import dev.aria.runtime.redis.Lease;
import dev.aria.runtime.redis.RedisConnection;
import dev.aria.runtime.redis.RegionStatisticsStore;
import dev.aria.runtime.redis.Snapshot;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AllocatorIT {
  private static final int REGIONS = 4;
  private static final int SHARDS = 2;
  private static final int HARD = 3;
  private static final Duration LIMIT = Duration.ofSeconds(150);
  private static final Duration TTL = Duration.ofMillis(1500);
  private static final RegionMapRecord MAP =
      new RegionMapRecord(
          "a-corpus",
          "digest-of-the-map",
          "encoder",
          Tensor.of(new float[] {0, 1, 2, 3}, REGIONS, 1),
          List.of("a", "b", "c", "d"),
          List.of(0.4, 0.3, 0.2, 0.1),
          Collections.nCopies(REGIONS, 0));

  @TempDir static Path folder;
  private static EmbeddedKafka broker;
  private static EmbeddedRedis server;
  private static Cluster cluster;
  private static RedisConnection redis;
  private static PairedSet pairs;
  private static int allocators;

  @BeforeAll
  static void start() {
    broker = EmbeddedKafka.start(folder.resolve("kafka"));
    server = EmbeddedRedis.start(folder.resolve("redis"));
    cluster =
        KafkaCluster.connect(
            KafkaSettings.of(broker.bootstrap()),
            "allocator-test",
            new SimpleMeterRegistry(),
            InstantSource.system());
    redis = RedisConnection.to(server.uri(), Duration.ofSeconds(5));
    Path file = folder.resolve("pairs");
    PairedSetFile.write(
        file,
        Tensor.of(new float[3], 3, 1),
        Tensor.of(new float[] {0, 1, 2}, 3, 1),
        List.of("a", "b", "c"));
    pairs = PairedSetFile.open(file);
  }

  @AfterAll
  static void stop() {
    pairs.close();
    redis.close();
    cluster.close();
    server.close();
    broker.close();
  }

  @Test
  void turn_reportsOfAHardRegion_publishesWeightsThatTurnToIt() {
    RunSettings run = run("turning");
    report(run, 0, 60);

    try (Allocator allocator = allocator(run, new SimpleMeterRegistry())) {
      until(() -> allocator.turn() && lastTick(run) == 5);
    }

    List<SamplingWeights> published = published(run);
    SamplingWeights last = published.get(published.size() - 1);
    assertThat(published).extracting(SamplingWeights::version).isSorted().doesNotHaveDuplicates();
    assertThat(last.regions().get(HARD).ratio()).isGreaterThan(1.5);
    assertThat(last.regions().get(HARD).swapped()).isGreaterThan(MAP.shares().get(HARD));
    assertThat(last.regions().stream().mapToDouble(RegionWeight::swapped).sum())
        .isBetween(1 - 1e-9, 1 + 1e-9);
    assertThat(last.regions().get(HARD).paired()).isZero(); // it has no pairs
    assertThat(last.version().term()).isEqualTo(1);
  }

  @Test
  void turn_killedAndRestarted_endsInTheSameBytes() {
    RunSettings steady = run("steady");
    RunSettings killed = run("killed");
    report(steady, 0, 60);
    report(killed, 0, 30);
    try (Allocator allocator = allocator(steady, new SimpleMeterRegistry())) {
      until(() -> allocator.turn() && lastTick(steady) == 5);
    }

    Allocator first = allocator(killed, new SimpleMeterRegistry());
    until(() -> first.turn() && lastTick(killed) == 2); // and never closed: it is dead
    report(killed, 25, 60); // a trainer went back to its checkpoint
    try (Allocator second = allocator(killed, new SimpleMeterRegistry())) {
      until(() -> second.turn() && lastTick(killed) == 5);
    }

    assertThat(stored(killed).statistics()).isEqualTo(stored(steady).statistics());
    assertThat(published(killed)).extracting(SamplingWeights::version).isSorted();
    assertThat(published(killed).get(published(killed).size() - 1).regions())
        .isEqualTo(published(steady).get(published(steady).size() - 1).regions());
    assertThat(stored(killed).term()).isEqualTo(2);
  }

  @Test
  void turn_redisWipedWhileNobodyLeads_isRebuiltFromTheLogToTheSameBytes() {
    RunSettings run = run("wiped");
    report(run, 0, 60);
    try (Allocator allocator = allocator(run, new SimpleMeterRegistry())) {
      until(() -> allocator.turn() && lastTick(run) == 5);
    }
    Snapshot before = stored(run);
    int versions = published(run).size();

    flushAll();
    try (Allocator again = allocator(run, new SimpleMeterRegistry())) {
      until(() -> again.turn() && isStored(run, 6));
    }

    assertThat(stored(run).statistics()).isEqualTo(before.statistics());
    assertThat(stored(run).at()).isEqualTo(before.at());
    assertThat(stored(run).term()).isGreaterThan(before.term());
    assertThat(published(run)).hasSize(versions); // nothing old is published again
  }

  @Test
  void turn_redisWipedUnderTheLeader_goesOnInANewTermWithTheSameBytes() {
    RunSettings steady = run("unwiped");
    RunSettings wiped = run("wiped-live");
    report(steady, 0, 60);
    report(wiped, 0, 30);
    try (Allocator allocator = allocator(steady, new SimpleMeterRegistry())) {
      until(() -> allocator.turn() && lastTick(steady) == 5);
    }

    byte[] expected = stored(steady).statistics().toBytes();
    try (Allocator allocator = allocator(wiped, new SimpleMeterRegistry())) {
      until(() -> allocator.turn() && lastTick(wiped) == 2);
      flushAll();
      until(() -> allocator.turn() && isStored(wiped, 3));
      report(wiped, 30, 60);
      until(() -> allocator.turn() && lastTick(wiped) == 5);
    }

    assertThat(stored(wiped).statistics().toBytes()).isEqualTo(expected);
    assertThat(published(wiped)).extracting(SamplingWeights::version).isSorted();
  }

  @Test
  void turn_reportsOfStrangers_areCountedAndChangeNothing() {
    RunSettings run = run("strangers");
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    report(run, 0, 20);
    try (TopicWriter<StepReport> writer = cluster.writer(Topics.stepReports(run))) {
      send(writer, report("another-run", 0, MAP.digest(), 20, 0));
      send(writer, report(run.name(), 7, MAP.digest(), 20, 0));
      send(writer, report(run.name(), 0, "another map", 20, 0));
    }
    report(run, 20, 30);

    try (Allocator allocator = allocator(run, meters)) {
      until(() -> allocator.turn() && lastTick(run) == 2);
    }

    for (String reason : List.of("OTHER_RUN", "OTHER_LINEAGE", "OTHER_REGION_MAP")) {
      assertThat(
              meters.get("aria.allocator.reports.dropped").tag("reason", reason).counter().count())
          .isEqualTo(1);
    }
    assertThat(meters.get("aria.allocator.reports.folded").counter().count()).isEqualTo(60);
  }

  @Test
  void turn_lastCheckpointOfTheLead_endsTheAllocatorAfterItsReports() {
    RunSettings run = run("ending");
    report(run, 0, 20);
    try (TopicWriter<CheckpointPublished> writer = cluster.writer(Topics.checkpoints(run))) {
      var last =
          new CheckpointPublished(
              run.name(), "lead", 20, "p", "s", "w", List.of(), WeightsVersion.INITIAL, true);
      writer.send(0, "lead", last).toCompletableFuture().join();
    }

    try (Allocator allocator = allocator(run, new SimpleMeterRegistry())) {
      until(() -> !allocator.turn());
    }

    assertThat(stored(run).at().tick()).isEqualTo(2);
  }

  private static RunSettings run(String name) {
    RunSettings run =
        new RunSettings(
            name,
            "a-corpus",
            7,
            0,
            1000,
            SHARDS,
            16,
            4,
            10_000,
            0,
            Path.of("teacher.json"),
            Path.of("pairs"),
            1,
            false,
            new RunSettings.Regions("kmeans", REGIONS, 1000),
            new RunSettings.Conditioning("constant", 1, 0.1),
            new RunSettings.Allocation("aria", "swapped", "focus", "training", "ema", 20, 10),
            new RunSettings.Probes(0, 10));
    cluster.ensure(Topics.ofRun(run));
    return run;
  }

  private static Allocator allocator(RunSettings run, SimpleMeterRegistry meters) {
    var lease = new Lease(redis, run.name(), "allocator-" + allocators++, TTL, System::nanoTime);
    var parts =
        new AllocatorParts(
            cluster,
            run,
            pairs,
            lease,
            new RegionStatisticsStore(redis, run.name()),
            meters,
            Clock.systemUTC());
    return new Allocator(parts, MAP, new AllocatorMeters(meters, MAP));
  }

  /** Both shards of the lead student report steps {@code from} to before {@code to}. */
  private static void report(RunSettings run, long from, long to) {
    try (TopicWriter<StepReport> writer = cluster.writer(Topics.stepReports(run))) {
      for (long step = from; step < to; step++) {
        for (int shard = 0; shard < SHARDS; shard++) {
          send(writer, report(run.name(), 0, MAP.digest(), step, shard));
        }
      }
    }
  }

  private static void send(TopicWriter<StepReport> writer, StepReport report) {
    assertThat(writer.send(report.shard(), "lead", report).toCompletableFuture().join())
        .isNotNegative();
  }

  /** A pure function of its arguments: region 3 has three times the discrepancy of the others. */
  private static StepReport report(String run, long lineage, String digest, long step, int shard) {
    SplittableRandom random = new SplittableRandom(1000 * step + shard);
    List<DiscrepancySum> sums = new ArrayList<>();
    for (int region = 0; region < REGIONS; region++) {
      double value = (region == HARD ? 0.3 : 0.1) * (0.9 + 0.2 * random.nextDouble());
      long sum = Math.round(4 * value * 0x1p32);
      long squares = Math.round(4 * value * value * 1.1 * 0x1p32);
      sums.add(new DiscrepancySum(region, (int) (step % 16), Branch.SWAPPED, 4, sum, squares));
    }
    return new StepReport(
        run,
        "lead",
        true,
        lineage,
        digest,
        step,
        shard,
        WeightsVersion.INITIAL,
        0.1,
        sums,
        List.of());
  }

  private static Snapshot stored(RunSettings run) {
    return new RegionStatisticsStore(redis, run.name()).read().orElseThrow();
  }

  private static boolean isStored(RunSettings run, long tick) {
    return new RegionStatisticsStore(redis, run.name())
        .read()
        .filter(snapshot -> snapshot.at().tick() == tick)
        .isPresent();
  }

  private static long lastTick(RunSettings run) {
    return published(run).stream().mapToLong(SamplingWeights::tick).max().orElse(-1);
  }

  private static List<SamplingWeights> published(RunSettings run) {
    Topic<ControlRecord> topic = Topics.control(run);
    List<SamplingWeights> weights = new ArrayList<>();
    try (TopicReader<ControlRecord> reader = cluster.reader(topic, List.of(0))) {
      long end = reader.endOffsets().getOrDefault(0, 0L);
      while (reader.positions().getOrDefault(0, 0L) < end) {
        for (Received<ControlRecord> record : reader.poll(Duration.ofMillis(200))) {
          if (record.value() instanceof SamplingWeights own) {
            weights.add(own);
          }
        }
      }
    }
    return weights;
  }

  private static void flushAll() {
    URI uri = URI.create(server.uri());
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      byte[] answer = socket.getInputStream().readNBytes(3);
      assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("+OK");
    } catch (IOException e) {
      throw new AssertionError("Redis was not wiped", e);
    }
  }

  private static void until(BooleanSupplier done) {
    long limit = System.nanoTime() + LIMIT.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time limit").isLessThan(limit);
    }
  }
}
