package dev.aria.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** An {@link EmbeddedKafka} over a new temporary directory, which goes when it is closed. */
public final class TemporaryKafka implements AutoCloseable {
  private final Path folder;
  private final EmbeddedKafka broker;

  private TemporaryKafka(Path folder, EmbeddedKafka broker) {
    this.folder = folder;
    this.broker = broker;
  }

  /**
   * Starts a broker; returns when it serves clients.
   *
   * @throws ServerNotStarted if it fails to start
   */
  public static TemporaryKafka start() throws IOException {
    Path folder = Files.createTempDirectory("aria-kafka");
    return new TemporaryKafka(folder, EmbeddedKafka.start(folder));
  }

  /** {@code host:port} for {@code bootstrap.servers}. */
  public String bootstrap() {
    return broker.bootstrap();
  }

  @Override
  public void close() throws IOException {
    broker.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
