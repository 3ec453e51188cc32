package dev.aria.runtime.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.aria.embedded.EmbeddedRedis;
import dev.aria.runtime.settings.RedisSettings;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class RedisConnectionIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Logger LOGGER =
      (Logger) LoggerFactory.getLogger(RedisConnection.class.getName());

  @TempDir Path dir;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    LOGGER.setLevel(Level.INFO);
    LOGGER.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    LOGGER.detachAppender(log);
    LOGGER.setLevel(null);
  }

  @Test
  void call_withMeters_isTimedByItsCommand() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    try (EmbeddedRedis server = EmbeddedRedis.start(dir);
        RedisConnection redis = RedisConnection.to(RedisSettings.of(server.uri()), meters)) {
      await().atMost(PATIENCE).until(redis::answers);
      redis.call(commands -> commands.del("nothing".getBytes(StandardCharsets.UTF_8)));

      for (String meter : List.of("lettuce.command.completion", "lettuce.command.firstresponse")) {
        assertThat(meters.get(meter).tag("command", "PING").timer().count()).isPositive();
        assertThat(meters.get(meter).tag("command", "DEL").timer().count()).isEqualTo(1);
      }
    }
  }

  @Test
  void call_serverStoppedAndStartedAgain_failsFastThenSucceeds() {
    EmbeddedRedis first = EmbeddedRedis.start(dir);
    try (RedisConnection redis = RedisConnection.to(first.uri(), Duration.ofSeconds(5))) {
      assertThat(redis.answers()).isTrue();

      first.close();
      await().atMost(PATIENCE).until(() -> !redis.answers());
      for (int call = 0; call < 100; call++) {
        assertThatThrownBy(() -> redis.call(RedisCommands::ping))
            .isInstanceOf(RedisUnavailable.class)
            .hasMessageContaining("127.0.0.1");
      }

      try (EmbeddedRedis second = EmbeddedRedis.start(dir)) {
        assertThat(second.uri()).isEqualTo(first.uri());
        await().atMost(PATIENCE).until(redis::answers);
      }
    }
    assertThat(log.list).hasSize(2).allMatch(line -> line.getThrowableProxy() == null);
    assertThat(log.list.get(0).getFormattedMessage()).contains("is unavailable");
    assertThat(log.list.get(1).getFormattedMessage()).contains("is back");
  }

  @Test
  void call_serverFrozen_failsWithinTheTimeout() throws Exception {
    try (EmbeddedRedis server = EmbeddedRedis.start(dir);
        RedisConnection redis = RedisConnection.to(server.uri(), Duration.ofMillis(500))) {
      await().atMost(PATIENCE).until(redis::answers);
      signal("-STOP", server);
      try {
        assertThatThrownBy(() -> redis.call(RedisCommands::ping))
            .isInstanceOf(RedisUnavailable.class)
            .hasMessageContaining("timed out");
      } finally {
        signal("-CONT", server);
      }

      await().atMost(PATIENCE).until(redis::answers);
    }
  }

  @Test
  void call_connectionCut_saysConnectionLost() {
    EmbeddedRedis server = EmbeddedRedis.start(dir);
    try (RedisConnection redis = RedisConnection.to(server.uri(), Duration.ofSeconds(5))) {
      await().atMost(PATIENCE).until(redis::answers);

      server.handle().destroyForcibly();
      await().atMost(PATIENCE).until(() -> !redis.answers());
    } finally {
      server.close();
    }
    assertThat(log.list.get(0).getFormattedMessage())
        .containsPattern("connection lost|refused|reset")
        .doesNotContain("Exception");
  }

  @Test
  void answers_nobodyListens_isFalse() {
    try (RedisConnection redis = RedisConnection.to("redis://user:secret@127.0.0.1:1", PATIENCE)) {
      assertThat(redis.answers()).isFalse();
    }

    assertThat(log.list.get(0).getFormattedMessage())
        .contains("127.0.0.1:1")
        .contains("refused")
        .doesNotContain("secret");
  }

  @Test
  void to_addressMalformed_saysHowItMustLook() {
    assertThatThrownBy(() -> RedisConnection.to("localhost", Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("redis://host:6379");
  }

  private static void signal(String name, EmbeddedRedis server)
      throws IOException, InterruptedException {
    String pid = Long.toString(server.handle().pid());
    assertThat(new ProcessBuilder("kill", name, pid).start().waitFor()).isZero();
  }
}
