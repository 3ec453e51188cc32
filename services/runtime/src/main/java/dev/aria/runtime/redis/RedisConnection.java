package dev.aria.runtime.redis;

import dev.aria.runtime.settings.RedisSecurity;
import dev.aria.runtime.settings.RedisSettings;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.StaticCredentialsProvider;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.metrics.MicrometerCommandLatencyRecorder;
import io.lettuce.core.metrics.MicrometerOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one Redis server, which may come and go: a call fails at once, or after the timeout,
 * while the server is away, and goes through again when it is back. Thread-safe; calls block, so
 * keep them on a dispatcher of their own.
 */
public final class RedisConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisConnection.class);

  /** The first connection of a JVM loads a thousand classes, which no command's timeout allows. */
  private static final Duration CONNECTING = Duration.ofSeconds(2);

  private static final long SHORTEST_PAUSE = Duration.ofMillis(100).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofSeconds(2).toNanos();

  private final String address;
  private final ClientResources resources;
  private final RedisClient client;
  private final RedisOutage outage;
  private @Nullable StatefulRedisConnection<byte[], byte[]> connection;
  private long pause = SHORTEST_PAUSE;
  private long notBefore = System.nanoTime();

  private RedisConnection(
      RedisURI uri, Duration timeout, RedisSecurity security, CommandLatencyRecorder latencies) {
    address = uri.getHost() + ":" + uri.getPort(); // never the password
    outage = new RedisOutage("Redis at " + address, System::nanoTime);
    resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .commandLatencyRecorder(latencies)
            .build();
    Duration patience = timeout.compareTo(CONNECTING) > 0 ? timeout : CONNECTING;
    uri.setTimeout(patience); // of the greeting
    client = RedisClient.create(resources, uri);
    client.setOptions(options(timeout, patience).sslOptions(Tls.of(security)).build());
  }

  /**
   * The way to {@code uri}; connects at the first call, so it does not fail when Redis is away.
   *
   * @param uri {@code redis://host:port}, or {@code rediss://user:password@host:port} with TLS
   * @param timeout most that a command may take, above zero; to connect may take 2 s
   */
  public static RedisConnection to(String uri, Duration timeout) {
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException("Redis timeout is " + timeout + ", must be above zero");
    }
    return new RedisConnection(
        parse(uri), timeout, RedisSecurity.ofTheAddress(), CommandLatencyRecorder.disabled());
  }

  /** The way to the server that {@code settings} name, as the user and with the trust they name. */
  public static RedisConnection to(RedisSettings settings) {
    return to(settings, CommandLatencyRecorder.disabled());
  }

  /** Like {@link #to(RedisSettings)}; {@code meters} show how long its commands take. */
  public static RedisConnection to(RedisSettings settings, MeterRegistry meters) {
    return to(settings, new MicrometerCommandLatencyRecorder(meters, MicrometerOptions.create()));
  }

  private static RedisConnection to(RedisSettings settings, CommandLatencyRecorder latencies) {
    RedisURI uri = parse(settings.uri());
    RedisSecurity security = settings.security();
    if (!security.password().isBlank()) {
      uri.setCredentialsProvider(
          new StaticCredentialsProvider(
              security.username().isBlank() ? null : security.username(),
              security.password().toCharArray()));
    }
    return new RedisConnection(uri, settings.timeout(), security, latencies);
  }

  /**
   * Runs a command.
   *
   * @throws RedisUnavailable if the server is away, too slow or refuses; the command may have run
   */
  <T> T call(Function<RedisCommands<byte[], byte[]>, T> command) {
    try {
      T answer = command.apply(connected().sync());
      outage.succeeded().ifPresent(LOG::info);
      return answer;
    } catch (RedisException e) {
      String reason = reason(e);
      outage.failed(reason).ifPresent(LOG::warn);
      throw new RedisUnavailable(address, reason, e);
    }
  }

  /** Whether Redis answers now. */
  public boolean answers() {
    try {
      return call(RedisCommands::ping).equals("PONG");
    } catch (RedisUnavailable logged) {
      return false;
    }
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    resources.shutdown(0, 2, java.util.concurrent.TimeUnit.SECONDS).awaitUninterruptibly(2000);
  }

  private synchronized StatefulRedisConnection<byte[], byte[]> connected() {
    if (connection != null && connection.isOpen()) {
      return connection;
    }
    if (System.nanoTime() - notBefore < 0) {
      throw new RedisConnectionException("connection lost, trying again shortly");
    }
    connection = connect();
    pause = SHORTEST_PAUSE;
    return connection;
  }

  private StatefulRedisConnection<byte[], byte[]> connect() {
    try {
      return client.connect(ByteArrayCodec.INSTANCE);
    } finally {
      notBefore = System.nanoTime() + pause;
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
  }

  /**
   * Lettuce by itself would queue commands for 60 s while away, and log each attempt to reconnect;
   * reconnecting is done here, one attempt a call.
   */
  private static ClientOptions.Builder options(Duration timeout, Duration connecting) {
    return ClientOptions.builder()
        .autoReconnect(false)
        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
        .timeoutOptions(TimeoutOptions.enabled(timeout))
        .socketOptions(SocketOptions.builder().connectTimeout(connecting).build());
  }

  private static RedisURI parse(String uri) {
    try {
      return RedisURI.create(uri);
    } catch (IllegalArgumentException showsTheAddress) { // and the password in it, so it is dropped
      throw new IllegalArgumentException(
          "the Redis address must look like redis://host:6379 or rediss://user:password@host:6379");
    }
  }

  /** The deepest message, which is the system's or Redis' own, and what to do where it is known. */
  private static String reason(RedisException failure) {
    String reason = message(failure);
    String wayOut = "";
    for (Throwable t = failure.getCause(); t != null; t = t.getCause()) {
      reason = t instanceof ClosedChannelException ? "connection lost" : message(t);
      wayOut =
          t instanceof SSLException ? "; correct aria.redis.tls.truststore or the address" : wayOut;
    }
    if (reason.startsWith("WRONGPASS") || reason.startsWith("NOAUTH")) {
      wayOut = "; correct aria.redis.username and password";
    } else if (reason.startsWith("NOPERM")
        || reason.contains("can't run this command") // in a script: Redis 7.0 and before
        || reason.contains("ACL failure")) { // later ones
      wayOut = "; give its user the rights that docs/how-to/secure.md lists";
    }
    return reason + wayOut;
  }

  private static String message(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
