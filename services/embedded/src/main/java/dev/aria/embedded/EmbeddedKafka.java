package dev.aria.embedded;

import dev.aria.core.file.FolderLock;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker (KRaft, its own controller) inside this JVM, on free loopback ports, with its data
 * in one directory; a later start on the same directory finds what was written. The first start in
 * a JVM takes seconds, each later one less than a second, which suits tests; elsewhere use {@link
 * KafkaProcess}.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private final FolderLock lock;
  private final KafkaRaftServer server;
  private final String bootstrap;

  private EmbeddedKafka(FolderLock lock, KafkaRaftServer server, int clientPort) {
    this.lock = lock;
    this.server = server;
    this.bootstrap = "127.0.0.1:" + clientPort;
  }

  /**
   * Starts a broker on {@code dir}, made where missing; returns when it serves clients.
   *
   * @throws ServerNotStarted if the directory is in use or the broker fails to start
   */
  public static EmbeddedKafka start(Path dir) {
    return start(dir, List.of(), 2, BrokerProperties::of);
  }

  /**
   * Like {@link #start(Path)}, with TLS and sign-in as {@code security} says. The users are those
   * of the directory's first start.
   */
  public static EmbeddedKafka start(Path dir, BrokerSecurity security) {
    return start(
        dir, security.scramUsers(), 3, (data, ports) -> BrokerProperties.of(data, ports, security));
  }

  private static EmbeddedKafka start(
      Path dir,
      List<String> users,
      int ports,
      BiFunction<Path, List<Integer>, Map<String, String>> properties) {
    QuietLogs.unlessConfigured("kafka", "org.apache.kafka", "state.change.logger");
    FolderLock lock = ServerFolder.lock(dir);
    try {
      Path data = formatted(dir.resolve("data").toAbsolutePath(), users);
      return Ports.start(dir, ports, free -> start(lock, data, properties.apply(data, free), free));
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** {@code host:port} for {@code bootstrap.servers}. */
  public String bootstrap() {
    return bootstrap;
  }

  /** Stops the broker, everything written being on disk, and gives the directory back. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    lock.close();
  }

  private static EmbeddedKafka start(
      FolderLock lock, Path data, Map<String, String> properties, List<Integer> ports) {
    KafkaRaftServer server = null;
    try {
      if (StaleRegistration.isLeftIn(data)) {
        StaleRegistration.withdraw(data, ports.get(1));
      }
      server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
      server.startup();
      return new EmbeddedKafka(lock, server, ports.get(0));
    } catch (Exception e) { // Scala throws checked exceptions unannounced
      if (server != null) {
        server.shutdown(); // its threads are no daemons
      }
      throw new ServerNotStarted(
          "the Kafka broker on %s did not start: %s".formatted(data.getParent(), e.getMessage()),
          e);
    }
  }

  private static Path formatted(Path data, List<String> users) {
    if (Files.exists(data.resolve("meta.properties"))) {
      return data;
    }
    try (PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setNodeId(1)
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(data.toString())
          .setMetadataLogDirectory(data.toString())
          .setControllerListenerName("CONTROLLER")
          .setScramArguments(users)
          .setIgnoreFormatted(true)
          .setPrintStream(nowhere)
          .run();
      return data;
    } catch (Exception e) { // declared by Formatter.run
      throw new ServerNotStarted(
          "the Kafka data directory %s could not be made: %s".formatted(data, e.getMessage()), e);
    }
  }
}
