package dev.aria.runtime.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forks a real main and signals it. */
class ServiceMainIT {
  @TempDir Path dir;
  private final List<Process> forked = new ArrayList<>();

  @AfterEach
  void kill() {
    forked.forEach(Process::destroyForcibly);
  }

  @Test
  void sigterm_stopsInGoodOrderAndExitsWith0() throws Exception {
    Process process = fork("-Daria.log.format=json");
    awaitOutput("is at work");
    awaitOutput("on thread aria-aria.pinned");

    process.destroy();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(output()).contains("stopping in good order").contains("sleepy has stopped");
    assertThat(output().lines().filter(line -> line.contains("at work")))
        .singleElement()
        .asString()
        .startsWith("{")
        .contains("\"level\":\"INFO\"")
        .endsWith("}");
  }

  @Test
  void badSetting_isOneLineAndExitsWith2() throws Exception {
    Process process = fork("-Daria.run.shards=0");

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(output().strip()).isEqualTo("sleepy: aria.run.shards is 0, must be at least 1");
  }

  private Process fork(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SleepyService.class.getName()));
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("out").toFile())
            .start();
    forked.add(process);
    return process;
  }

  private void awaitOutput(String text) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> output().contains(text));
  }

  private String output() throws IOException {
    return Files.readString(dir.resolve("out"), StandardCharsets.UTF_8);
  }
}
