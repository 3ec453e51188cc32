package dev.aria.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaProcessIT {
  @TempDir Path dir;

  @Test
  void start_onUsedDirectory_findsWhatWasWritten() throws Exception {
    String first;
    try (KafkaProcess kafka = KafkaProcess.start(dir)) {
      first = kafka.bootstrap();
      Records.create(first);
      Records.write(first, "one", "two");
    }

    try (KafkaProcess kafka = KafkaProcess.start(dir)) {
      assertThat(kafka.bootstrap()).isEqualTo(first);
      assertThat(Records.read(first, 2)).containsExactly("one", "two");
    }
  }

  @Test
  void start_directoryInUse_isRefusedAndHarmless() throws Exception {
    try (KafkaProcess kafka = KafkaProcess.start(dir)) {
      assertThatThrownBy(() -> KafkaProcess.start(dir))
          .isInstanceOf(ServerNotStarted.class)
          .hasMessageContaining(dir + " is in use by another server");

      Records.create(kafka.bootstrap());
      Records.write(kafka.bootstrap(), "one");
      assertThat(Records.read(kafka.bootstrap(), 1)).containsExactly("one");
    }
  }

  @Test
  void start_afterKill_findsWhatWasAcknowledged() throws Exception {
    try (KafkaProcess kafka = KafkaProcess.start(dir)) {
      Records.create(kafka.bootstrap());
      Records.write(kafka.bootstrap(), "one", "two");
      kafka.handle().destroyForcibly();
    }

    try (KafkaProcess kafka = KafkaProcess.start(dir)) {
      assertThat(Records.read(kafka.bootstrap(), 2)).containsExactly("one", "two");
    }
  }

  @Test
  void sigterm_always_stopsInOrder() throws Exception {
    try (KafkaProcess kafka = KafkaProcess.start(dir)) {
      kafka.handle().destroy();
      kafka.handle().onExit().get(30, TimeUnit.SECONDS);
    }

    assertThat(dir.resolve("data").resolve(".kafka_cleanshutdown")).exists();
    assertThat(Files.readString(dir.resolve("server.log"))).contains("shut down completed");
  }
}
