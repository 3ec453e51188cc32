package dev.aria.embedded;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A process that starts both servers in folders of {@code args[0]}, prints their pids and waits.
 */
final class Parent {
  private Parent() {}

  public static void main(String[] args) throws IOException {
    Path dir = Path.of(args[0]);
    KafkaProcess kafka = KafkaProcess.start(dir.resolve("kafka"));
    EmbeddedRedis redis = EmbeddedRedis.start(dir.resolve("redis"));
    System.out.println(kafka.handle().pid() + " " + redis.handle().pid());
    System.in.transferTo(System.out); // until killed
  }
}
