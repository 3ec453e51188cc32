package dev.aria.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aria.cli.monitor.RunMonitor;
import dev.aria.cli.status.RunStatus;
import dev.aria.cli.status.Standing;
import dev.aria.cli.status.StatisticsView;
import dev.aria.cli.status.StatusReading;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.runtime.redis.RedisConnection;
import dev.aria.runtime.redis.RegionStatisticsStore;
import dev.aria.runtime.settings.RedisSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The allocator of a run at work is killed; a standby takes over while drawing goes on. */
final class FailoverIT {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir Path folder;

  @Test
  void allocatorKilled_standbyPublishesWithinTenSecondsWhileDrawsGoOn() {
    try (TinyStack stack = TinyStack.open(folder, "failover", 100_000);
        RunMonitor monitor = stack.monitor();
        RunServices services = stack.services()) {
      ServiceProcess leader = start(services, ServiceKind.ALLOCATOR, "allocator-1");
      start(services, ServiceKind.PROMPT_STREAMER, "prompt-streamer");
      start(services, ServiceKind.TEACHER_POOL, "teacher-pool");
      start(services, ServiceKind.STUDENT_TRAINER, "student-trainer");
      TinyStack.until(services, () -> term(stack) == 1);
      start(services, ServiceKind.ALLOCATOR, "allocator-2");
      TinyStack.until(services, () -> listens(services.port("allocator-2").orElseThrow()));

      long drawn = monitor.refresh().drawn();
      leader.kill();
      long killed = System.nanoTime();
      until(() -> term(stack) > 1);
      Duration time = Duration.ofNanos(System.nanoTime() - killed);
      long meanwhile = monitor.refresh().drawn() - drawn;

      LoggerFactory.getLogger(FailoverIT.class)
          .warn("allocator process: {} ms, {} steps drawn meanwhile", time.toMillis(), meanwhile);
      assertThat(time).isLessThan(LIMIT);
      assertThat(meanwhile).isPositive();
      assertStatus(stack);
    }
  }

  private static void assertStatus(TinyStack stack) {
    try (RedisConnection redis = redis(stack.servers().redis());
        RedisConnection nowhere = redis("redis://127.0.0.1:1")) {
      RunStatus status = status(stack, redis);
      assertThat(status.standings())
          .extracting(Standing::service)
          .containsExactly("sampler", "teachers", "student " + TinyProblem.STUDENT, "allocator");
      assertThat(status.standings()).allSatisfy(at -> assertThat(at.step()).isPositive());
      assertThat(at(status, 1).note()).isEqualTo("1 pool at work");
      assertThat(at(status, 3).note()).startsWith("term 2, ").endsWith(" ticks folded");

      RunStatus without = status(stack, nowhere);
      assertThat(at(without, 3).note()).startsWith("Redis at 127.0.0.1:1 is unavailable");
      assertThat(without.drawn()).isGreaterThanOrEqualTo(status.drawn());
    }
  }

  private static Standing at(RunStatus status, int row) {
    return status.standings().get(row);
  }

  private static RunStatus status(TinyStack stack, RedisConnection redis) {
    var store = new RegionStatisticsStore(redis, stack.run().name());
    return StatusReading.read(stack.cluster(), stack.run(), StatisticsView.of(store)).orElseThrow();
  }

  private static RedisConnection redis(String uri) {
    return RedisConnection.to(RedisSettings.of(uri));
  }

  private static long term(TinyStack stack) {
    return StatusReading.read(stack.cluster(), stack.run())
        .flatMap(RunStatus::weights)
        .map(SamplingWeights::version)
        .map(version -> version.term())
        .orElse(0L);
  }

  private static ServiceProcess start(RunServices services, ServiceKind kind, String name) {
    return services.start(kind, name, Map.of());
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void until(BooleanSupplier reached) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(reached::getAsBoolean);
  }
}
