package dev.aria.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker whose disk is full, played by a limit on the size of its files. */
class FullBrokerDiskIT {
  private static final int BLOCK_BYTES = 512;
  private static final int LIMIT_BYTES = 16 << 20; // Kafka makes indices of 10 MiB at once
  private static final int WORD_BYTES = 256 << 10;
  private static final int MOST_WORDS = 4 * LIMIT_BYTES / WORD_BYTES;

  @TempDir Path dir;

  @Test
  void write_untilTheDiskIsFull_endsTheBrokerAndLosesNothingThatWasAcknowledged() throws Exception {
    List<String> acknowledged;
    Process full = limited();
    try {
      String bootstrap = ready(full);
      Records.create(bootstrap);
      acknowledged = writeUntilRefused(bootstrap);

      assertThat(full.waitFor(60, TimeUnit.SECONDS)).as("the broker has ended").isTrue();
    } finally {
      full.destroyForcibly();
    }

    assertThat(full.exitValue()).isNotZero();
    assertThat(acknowledged).hasSizeBetween(1, MOST_WORDS - 1);
    assertThat(Files.readString(dir.resolve("server.log"))).contains("File too large");
    try (KafkaProcess again = KafkaProcess.start(dir)) {
      Records.write(again.bootstrap(), "after");
      List<String> found = Records.read(again.bootstrap(), acknowledged.size() + 1);
      assertThat(found).startsWith(acknowledged.toArray(String[]::new)).endsWith("after");
      assertThat(found).doesNotHaveDuplicates();
    }
  }

  private Process limited() throws IOException {
    Files.createDirectories(dir);
    return new ProcessBuilder(
            "/bin/sh",
            "-c",
            "ulimit -f " + LIMIT_BYTES / BLOCK_BYTES + "; exec \"$@\"",
            "limited",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            KafkaMain.class.getName(),
            dir.toString(),
            KafkaMain.UNTIL_STDIN_CLOSES)
        .redirectError(dir.resolve("stderr.log").toFile())
        .start();
  }

  private static String ready(Process broker) throws IOException {
    BufferedReader out = broker.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    assertThat(line).startsWith(KafkaMain.READY);
    return line.substring(KafkaMain.READY.length());
  }

  /** Words that the broker has acknowledged before it took no more. */
  private static List<String> writeUntilRefused(String bootstrap) throws InterruptedException {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", bootstrap,
            "request.timeout.ms", 2000,
            "delivery.timeout.ms", 4000,
            "max.block.ms", 4000);
    List<String> acknowledged = new ArrayList<>();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (int number = 0; number < MOST_WORDS; number++) {
        String word = number + "-" + "x".repeat(WORD_BYTES);
        producer.send(new ProducerRecord<>("words", word)).get();
        acknowledged.add(word);
      }
    } catch (ExecutionException refused) {
      assertThat(acknowledged).isNotEmpty();
    }
    return acknowledged;
  }
}
