package dev.aria.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
  @TempDir Path dir;

  @Test
  void start_onUsedDirectory_findsWhatWasWritten() throws Exception {
    String first;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir)) {
      first = kafka.bootstrap();
      Records.create(first);
      Records.write(first, "one", "two");
    }

    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir)) {
      assertThat(kafka.bootstrap()).isEqualTo(first);
      assertThat(Records.read(first, 2)).containsExactly("one", "two");
    }
  }

  @Test
  void start_directoryInUse_isRefusedAndHarmless() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir)) {
      assertThatThrownBy(() -> EmbeddedKafka.start(dir))
          .isInstanceOf(ServerNotStarted.class)
          .hasMessageContaining(dir.toString())
          .hasMessageContaining("in use by another server");

      Records.create(kafka.bootstrap());
      Records.write(kafka.bootstrap(), "one");
      assertThat(Records.read(kafka.bootstrap(), 1)).containsExactly("one");
    }
  }

  @Test
  void start_rememberedPortTaken_movesToAnother() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      Files.writeString(dir.resolve("ports"), port + "\n" + port + "\n");

      try (EmbeddedKafka kafka = EmbeddedKafka.start(dir)) {
        assertThat(kafka.bootstrap()).doesNotEndWith(":" + port);
        Records.create(kafka.bootstrap());
      }
    }
  }

  @Test
  void start_directoryNotWritable_saysSo() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "");

    assertThatThrownBy(() -> EmbeddedKafka.start(file))
        .isInstanceOf(ServerNotStarted.class)
        .hasMessageContaining("cannot be used");
  }
}
