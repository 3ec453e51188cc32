package dev.aria.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A process that is one Kafka broker: {@code KafkaMain DIR [--until-stdin-closes]}. Prints one
 * line, {@code ready HOST:PORT} or {@code failed REASON} (then ends with code 1), and logs to
 * {@code DIR/server.log}. SIGTERM stops it in order.
 */
public final class KafkaMain {
  static final String UNTIL_STDIN_CLOSES = "--until-stdin-closes";
  static final String READY = "ready ";
  static final String FAILED = "failed ";

  private KafkaMain() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // numbers in its files are for machines
    if (args.length < 1 || args.length > 2) {
      System.err.println("usage: KafkaMain DIR [" + UNTIL_STDIN_CLOSES + "]");
      System.exit(2);
    }
    Path dir = Path.of(args[0]).toAbsolutePath();
    logTo(dir.resolve("server.log"));
    run(dir);
    if (args.length == 2 && args[1].equals(UNTIL_STDIN_CLOSES)) {
      endWith(System.in);
    }
  }

  private static void run(Path dir) {
    try {
      EmbeddedKafka kafka = EmbeddedKafka.start(dir);
      Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "kafka-stop"));
      System.out.println(READY + kafka.bootstrap());
    } catch (RuntimeException e) {
      System.out.println(FAILED + e.getMessage());
      System.out.flush();
      Runtime.getRuntime().halt(1); // a half-started broker leaves threads that never end
    }
  }

  /** The parent holds the other end: however it dies, this process sees it and stops. */
  private static void endWith(InputStream parent) {
    try {
      parent.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println("standard input broke, stopping: " + e.getMessage());
    }
    System.exit(0);
  }

  private static void logTo(Path file) {
    System.setProperty("aria.embedded.log", file.toString());
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "dev/aria/embedded/kafka-logback.xml");
    }
  }
}
