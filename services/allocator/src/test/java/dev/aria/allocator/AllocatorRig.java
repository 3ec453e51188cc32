package dev.aria.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.allocation.RegionVector;
import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.DiscrepancySum;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.WeightsVersion;
import dev.aria.core.tensor.Tensor;
import dev.aria.embedded.EmbeddedRedis;
import dev.aria.fixtures.RealKafka;
import dev.aria.fixtures.SmallRuns;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSetFile;
import dev.aria.runtime.redis.Lease;
import dev.aria.runtime.redis.PackedStatistics;
import dev.aria.runtime.redis.RedisConnection;
import dev.aria.runtime.redis.RedisUnavailable;
import dev.aria.runtime.redis.RegionStatisticsStore;
import dev.aria.runtime.redis.StatisticsSnapshot;
import dev.aria.runtime.settings.RunSettings;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** Allocators over a real broker and Redis, and reports in which one of four regions is hard. */
final class AllocatorRig implements AutoCloseable {
  static final int HARD = 3;
  static final RegionMapRecord MAP =
      new RegionMapRecord(
          "a-corpus",
          "digest-of-the-map",
          "encoder",
          Tensor.of(new float[] {0, 1, 2, 3}, 4, 1),
          List.of("a", "b", "c", "d"),
          List.of(0.4, 0.3, 0.2, 0.1),
          Collections.nCopies(4, 0));
  private static final int REGIONS = 4;
  private static final int SHARDS = 2;
  private static final Duration LIMIT = Duration.ofSeconds(150);
  private static final Duration LASTING = Duration.ofSeconds(60);
  private static final Duration BRIEF = Duration.ofMillis(1500);

  private final RealKafka kafka;
  private final Path redisFolder;
  private EmbeddedRedis server;
  private final RedisConnection redis;
  private final PairedSet pairs;
  private int allocators;

  AllocatorRig(RealKafka kafka, Path folder) {
    this.kafka = kafka;
    redisFolder = folder.resolve("redis");
    server = EmbeddedRedis.start(redisFolder);
    redis = RedisConnection.to(server.uri(), Duration.ofSeconds(30));
    Path file = folder.resolve("pairs");
    PairedSetFile.write(
        file,
        Tensor.of(new float[3], 3, 1),
        Tensor.of(new float[] {0, 1, 2}, 3, 1),
        List.of("a", "b", "c"));
    pairs = PairedSetFile.open(file);
  }

  /** A run long enough that no test reaches its end. */
  RunSettings run(String name) {
    return run(name, 1000);
  }

  RunSettings run(String name, int steps) {
    RunSettings run =
        SmallRuns.of(
            name,
            "corpus=a-corpus",
            "steps=" + steps,
            "shards=" + SHARDS,
            "max-in-flight=10000",
            "regions.count=" + REGIONS,
            "regions.sample=1000",
            "allocation.warm-up-steps=20");
    kafka.cluster().ensure(Topics.ofRun(run));
    return run;
  }

  /** An allocator that keeps its lease through any stall of the machine. */
  Candidate allocator(RunSettings run, SimpleMeterRegistry meters) {
    return new Candidate(parts(kafka.cluster(), run, meters, LASTING), MAP);
  }

  /** Like {@link #allocator}, over a cluster of the test's own. */
  Candidate allocator(RunSettings run, Cluster cluster) {
    return new Candidate(parts(cluster, run, new SimpleMeterRegistry(), LASTING), MAP);
  }

  /** An allocator whose lease lapses soon, once it takes no more turns or the machine stalls. */
  Candidate mortal(RunSettings run) {
    return new Candidate(parts(kafka.cluster(), run, new SimpleMeterRegistry(), BRIEF), MAP);
  }

  private AllocatorParts parts(
      Cluster cluster, RunSettings run, SimpleMeterRegistry meters, Duration ttl) {
    return new AllocatorParts(
        cluster,
        run,
        pairs,
        new Lease(redis, run.name(), "allocator-" + allocators++, ttl, System::nanoTime),
        new RegionStatisticsStore(redis, run.name()),
        new AllocatorMeters(meters, run.allocation().scope()),
        Clock.systemUTC());
  }

  /** Both shards of the lead student report steps {@code from} to before {@code to}. */
  void report(RunSettings run, long from, long to) {
    try (TopicWriter<StepReport> writer = kafka.cluster().writer(Topics.stepReports(run))) {
      for (long step = from; step < to; step++) {
        for (int shard = 0; shard < SHARDS; shard++) {
          send(writer, report(run.name(), 0, MAP.digest(), step, shard));
        }
      }
    }
  }

  static void send(TopicWriter<StepReport> writer, StepReport report) {
    assertThat(writer.send(report.shard(), "lead", report).toCompletableFuture().join())
        .isNotNegative();
  }

  /** A pure function of its arguments: region 3 has three times the discrepancy of the others. */
  static StepReport report(String run, long lineage, String digest, long step, int shard) {
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

  /** What one allocator makes of the reports of {@code run} in an empty Redis. */
  PackedStatistics undisturbed(RunSettings run) {
    long ticks = stored(run).at().tick();
    flushAll();
    try (Candidate again = allocator(run, new SimpleMeterRegistry())) {
      until(() -> again.turn() && isStored(run, ticks));
    }
    return stored(run).statistics();
  }

  StatisticsSnapshot stored(RunSettings run) {
    return new RegionStatisticsStore(redis, run.name()).read().orElseThrow();
  }

  /** Whether Redis answers and holds the statistics of {@code tick}. */
  boolean isStored(RunSettings run, long tick) {
    try {
      return new RegionStatisticsStore(redis, run.name())
          .read()
          .filter(snapshot -> snapshot.at().tick() == tick)
          .isPresent();
    } catch (RedisUnavailable e) {
      return false;
    }
  }

  /** Whether Redis holds {@code statistics}, and can be read. */
  boolean holds(RunSettings run, PackedStatistics statistics) {
    return new RegionStatisticsStore(redis, run.name())
        .read()
        .filter(snapshot -> snapshot.statistics().equals(statistics))
        .isPresent();
  }

  long lastTick(RunSettings run) {
    return published(run).stream().mapToLong(SamplingWeights::tick).max().orElse(-1);
  }

  List<SamplingWeights> published(RunSettings run) {
    return kafka.all(Topics.control(run)).stream()
        .map(Received::value)
        .filter(SamplingWeights.class::isInstance)
        .map(SamplingWeights.class::cast)
        .toList();
  }

  /** Weights of another allocator, before any tick. */
  static SamplingWeights weights(RunSettings run, long term, long number) {
    WeightsMaker maker = new WeightsMaker(run, MAP, RegionVector.of(MAP.shares()));
    return maker.weights(maker.initial(), new WeightsVersion(term, number));
  }

  void stopRedis() {
    server.close();
  }

  /** On the same port and with what it held. */
  void startRedis() {
    server = EmbeddedRedis.start(redisFolder);
  }

  void flushAll() {
    assertThat(command("FLUSHALL", 3)).isEqualTo("+OK");
  }

  /** First {@code characters} that Redis answers to {@code command}. */
  String command(String command, int characters) {
    URI uri = URI.create(server.uri());
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
      byte[] answer = socket.getInputStream().readNBytes(characters);
      return new String(answer, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new AssertionError("Redis did not answer to " + command, e);
    }
  }

  static void until(BooleanSupplier done) {
    long limit = System.nanoTime() + LIMIT.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time limit").isLessThan(limit);
    }
  }

  @Override
  public void close() {
    pairs.close();
    redis.close();
    server.close();
  }
}
