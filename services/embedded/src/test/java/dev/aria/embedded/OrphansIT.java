package dev.aria.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansIT {
  @TempDir Path dir;

  @Test
  void parentKilled_always_leavesNoServerBehind() throws IOException {
    Process parent = parent();
    List<Long> servers =
        Stream.of(parent.inputReader(StandardCharsets.UTF_8).readLine().split(" "))
            .map(Long::valueOf)
            .toList();
    assertThat(servers).hasSize(2).allMatch(OrphansIT::runs);

    parent.destroyForcibly();

    await().atMost(Duration.ofSeconds(30)).until(() -> servers.stream().noneMatch(OrphansIT::runs));
    EmbeddedRedis.start(dir.resolve("redis")).close();
    EmbeddedKafka.start(dir.resolve("kafka")).close();
  }

  private Process parent() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Parent.class.getName(),
            dir.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Whether a process runs; one that has ended and waits for its parent's look has no command. */
  private static boolean runs(long pid) {
    return ProcessHandle.of(pid).flatMap(process -> process.info().command()).isPresent();
  }
}
