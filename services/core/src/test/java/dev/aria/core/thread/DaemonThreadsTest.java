package dev.aria.core.thread;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DaemonThreadsTest {
  @Test
  void newThread_any_isANamedDaemon() {
    Thread thread = new DaemonThreads("checkpoints").newThread(() -> {});

    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).isEqualTo("checkpoints");
  }
}
