package dev.aria.runtime.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.embedded.Certificates;
import dev.aria.embedded.EmbeddedRedis;
import dev.aria.runtime.settings.Settings;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that speaks TLS, and a user who may do only what an allocator must. */
class SecureRedisIT {
  private static final List<String> LEAST =
      List.of(
          "+ping",
          "+evalsha",
          "+eval",
          "+get",
          "+set",
          "+del",
          "+pexpire",
          "+persist",
          "+hmget",
          "+hset");

  private static final String SECRET = "hunter2";

  @TempDir static Path dir;
  private static Certificates certificates;
  private static EmbeddedRedis server;

  @BeforeAll
  static void start() throws IOException {
    certificates = Certificates.make(dir, "redis");
    Files.writeString(dir.resolve("secret"), SECRET);
    Files.writeString(dir.resolve("wrong"), "hunter3");
    server =
        EmbeddedRedis.startWithTls(
            dir.resolve("redis"), certificates.certificate(), certificates.key());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void leastRights_areTheDocumentedOnes() throws IOException {
    assertThat(Files.readString(Path.of("..", "..", "docs", "how-to", "secure.md")))
        .contains("~aria:* " + String.join(" ", LEAST) + "\n");
  }

  @Test
  void allocatorsWork_leastRights_goesThrough() {
    allow(LEAST);
    try (RedisConnection redis = connection("secret", certificates)) {
      assertThat(redis.answers()).isTrue();
      work(redis, "full");
    }
  }

  @ParameterizedTest
  @MethodSource("rightsOfTheWork")
  void allocatorsWork_oneRightLess_saysWhatIsMissing(String taken) {
    allow(LEAST.stream().filter(right -> !right.equals(taken)).toList());
    flushScripts();
    try (RedisConnection redis = connection("secret", certificates)) {
      assertThatThrownBy(() -> work(redis, "without-" + taken.substring(1)))
          .isInstanceOf(RedisUnavailable.class)
          .hasMessageContainingAll("127.0.0.1", "docs/how-to/secure.md");
    }
  }

  /** All but that which health asks with. */
  private static List<String> rightsOfTheWork() {
    return LEAST.stream().filter(right -> !right.equals("+ping")).toList();
  }

  @Test
  void otherKeys_leastRights_areRefused() {
    allow(LEAST);
    try (RedisConnection redis = connection("secret", certificates)) {
      assertThatThrownBy(
              () -> redis.call(commands -> commands.get("others".getBytes(StandardCharsets.UTF_8))))
          .isInstanceOf(RedisUnavailable.class)
          .hasMessageContaining("NOPERM");
    }
  }

  @Test
  void call_wrongPassword_saysSo() {
    allow(LEAST);
    try (RedisConnection redis = connection("wrong", certificates)) {
      assertThatThrownBy(() -> redis.call(commands -> commands.ping()))
          .isInstanceOf(RedisUnavailable.class)
          .hasMessageContainingAll("127.0.0.1", "WRONGPASS", "aria.redis.username")
          .hasMessageNotContainingAny(SECRET, "hunter3");
    }
  }

  @Test
  void call_untrustedCertificate_saysSo() {
    try (RedisConnection redis = connection("secret", Certificates.make(dir, "others"))) {
      assertThatThrownBy(() -> redis.call(commands -> commands.ping()))
          .isInstanceOf(RedisUnavailable.class)
          .hasMessageContainingAll("127.0.0.1", "aria.redis.tls.truststore");
    }
  }

  /** All that the allocator asks of Redis. */
  private static void work(RedisConnection redis, String run) {
    Lease lease = new Lease(redis, run, "me", Duration.ofSeconds(30), System::nanoTime);
    OptionalLong term = lease.acquire(0);
    assertThat(term).isPresent();
    assertThat(lease.renew()).isTrue();
    RegionStatisticsStore store = new RegionStatisticsStore(redis, run);
    store.read();
    Position at = new Position(0, 1, List.of(4L, 5L));
    StatisticsSnapshot to =
        new StatisticsSnapshot(term.getAsLong(), at, PackedStatistics.of(new byte[] {1, 2}));
    assertThat(store.apply(new Update(new Position(0, 0, List.of(0L, 0L)), to)))
        .isInstanceOf(UpdateOutcome.Applied.class);
    assertThat(store.read()).contains(to);
    lease.release();
  }

  private static RedisConnection connection(String passwordFile, Certificates trusted) {
    Settings settings =
        Settings.load(
            "-Daria.redis.uri=" + server.tlsUri(),
            "-Daria.redis.timeout=5 s",
            "-Daria.redis.username=allocator",
            "-Daria.redis.password-file=" + dir.resolve(passwordFile),
            "-Daria.redis.tls.truststore=" + trusted.certificate());
    assertThat(settings.dump() + settings.redis()).doesNotContain(SECRET);
    return RedisConnection.to(settings.redis());
  }

  private static void allow(List<String> rights) {
    asOwner(
        Stream.concat(
                Stream.of("SETUSER", "allocator", "reset", "on", ">" + SECRET, "~aria:*"),
                rights.stream())
            .toArray(String[]::new));
  }

  private static void asOwner(String... words) {
    try (RedisClient client = RedisClient.create(server.uri());
        StatefulRedisConnection<String, String> connection = client.connect()) {
      CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8);
      for (String word : words) {
        arguments.add(word);
      }
      connection.sync().dispatch(CommandType.ACL, new StatusOutput<>(StringCodec.UTF8), arguments);
    }
  }

  private static void flushScripts() {
    try (RedisClient client = RedisClient.create(server.uri());
        StatefulRedisConnection<String, String> connection = client.connect()) {
      connection.sync().scriptFlush();
    }
  }
}
