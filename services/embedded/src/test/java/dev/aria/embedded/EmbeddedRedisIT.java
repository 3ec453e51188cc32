package dev.aria.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  @TempDir Path dir;

  @Test
  void start_onUsedDirectory_findsWhatWasWritten() throws IOException {
    String first;
    try (EmbeddedRedis redis = EmbeddedRedis.start(dir)) {
      first = redis.uri();
      assertThat(ask(redis, "SET colour blue")).isEqualTo("+OK");
    }

    try (EmbeddedRedis redis = EmbeddedRedis.start(dir)) {
      assertThat(redis.uri()).isEqualTo(first);
      assertThat(ask(redis, "GET colour")).isEqualTo("$4");
    }
  }

  @Test
  void close_always_endsTheServer() {
    EmbeddedRedis redis = EmbeddedRedis.start(dir);
    ProcessHandle server = redis.handle();
    assertThat(server.info().command()).get().asString().contains("redis");

    redis.close();

    assertThat(server.isAlive()).isFalse();
  }

  @Test
  void start_afterKill_findsWhatWasAnswered() throws IOException {
    try (EmbeddedRedis redis = EmbeddedRedis.start(dir)) {
      ask(redis, "SET colour blue");
      redis.handle().destroyForcibly();
      await().atMost(PATIENCE).until(() -> !redis.handle().isAlive());
    }

    try (EmbeddedRedis redis = EmbeddedRedis.start(dir)) {
      assertThat(ask(redis, "GET colour")).isEqualTo("$4");
    }
  }

  @Test
  void start_directoryInUse_isRefused() {
    try (EmbeddedRedis redis = EmbeddedRedis.start(dir)) {
      assertThatThrownBy(() -> EmbeddedRedis.start(dir))
          .isInstanceOf(ServerNotStarted.class)
          .hasMessageContaining(dir + " is in use by another server");

      assertThat(redis.handle().isAlive()).isTrue();
    }
  }

  @Test
  void start_rememberedPortTaken_movesToAnother() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(dir.resolve("ports"), taken.getLocalPort() + "\n");

      try (EmbeddedRedis redis = EmbeddedRedis.start(dir)) {
        assertThat(redis.uri()).doesNotEndWith(":" + taken.getLocalPort());
      }
    }
  }

  @Test
  void start_namedServerDoesNotRun_saysSo() {
    Path absent = dir.resolve("absent");

    assertThatThrownBy(() -> EmbeddedRedis.start(dir, absent))
        .isInstanceOf(ServerNotStarted.class)
        .hasMessageContaining(absent + " does not run");
  }

  @Test
  void start_serverOfTheJar_serves() throws IOException {
    Path server = RedisBinary.fromJar(dir.resolve("bin").resolve("redis-server")).orElseThrow();

    try (EmbeddedRedis redis = EmbeddedRedis.start(dir.resolve("data"), server)) {
      assertThat(ask(redis, "EVAL return(41+1) 0")).isEqualTo(":42");
    }
  }

  /** First line of the answer to an inline command. */
  private static String ask(EmbeddedRedis redis, String command) throws IOException {
    URI uri = URI.create(redis.uri());
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] answer = new byte[256];
      int length = socket.getInputStream().read(answer);
      return new String(answer, 0, length, StandardCharsets.US_ASCII).split("\r\n", 2)[0];
    }
  }
}
