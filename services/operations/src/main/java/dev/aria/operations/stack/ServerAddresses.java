package dev.aria.operations.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * Where the servers under a data folder listen, as the process that started them has left it there
 * for other commands.
 *
 * @param kafka bootstrap servers
 * @param redis URI
 */
public record ServerAddresses(String kafka, String redis) {
  private static final String FILE = "servers.properties";
  private static final String KAFKA = "kafka";
  private static final String REDIS = "redis";
  private static final String PID = "pid";
  private static final String STARTED = "started";

  /** The servers under {@code data}; empty when the process that started them has ended. */
  public static Optional<ServerAddresses> running(Path data) {
    Path file = data.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties left = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      left.load(reader);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + file, failure);
    }
    return alive(left)
        ? Optional.of(new ServerAddresses(left.getProperty(KAFKA), left.getProperty(REDIS)))
        : Optional.empty();
  }

  /** A process id alone may have been given to another process since. */
  private static boolean alive(Properties left) {
    long pid = Long.parseLong(left.getProperty(PID, "-1"));
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> started(process).equals(left.getProperty(STARTED)))
        .isPresent();
  }

  /** Leaves the addresses under {@code data}, in the name of this process. */
  void announce(Path data) {
    Properties found = new Properties();
    found.setProperty(KAFKA, kafka);
    found.setProperty(REDIS, redis);
    found.setProperty(PID, Long.toString(ProcessHandle.current().pid()));
    found.setProperty(STARTED, started(ProcessHandle.current()));
    Path draft = data.resolve(FILE + ".partial");
    try {
      Files.createDirectories(data);
      try (Writer writer = Files.newBufferedWriter(draft)) {
        found.store(writer, null);
      }
      Files.move(
          draft,
          data.resolve(FILE),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + data.resolve(FILE), failure);
    }
  }

  /** Takes away what {@link #announce} has left. */
  static void withdraw(Path data) {
    try {
      Files.deleteIfExists(data.resolve(FILE));
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot remove " + data.resolve(FILE), failure);
    }
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }
}
