package dev.aria.trials.chaos.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SignalsTest {
  @Test
  void thaw_processThatHasEnded_isNotNeeded() throws IOException {
    Process ended = new ProcessBuilder("/bin/true").start();
    ended.onExit().join();

    assertThatCode(() -> Signals.thaw(ended.toHandle())).doesNotThrowAnyException();
  }

  @Test
  void freeze_processThatHasEnded_isToldOf() throws IOException {
    Process ended = new ProcessBuilder("/bin/true").start();
    ended.onExit().join();

    assertThatThrownBy(() -> Signals.freeze(ended.toHandle()))
        .hasMessageContaining("could not be sent");
  }

  @Test
  void thaw_frozenProcess_goesOn() throws IOException {
    Process frozen = new ProcessBuilder("/bin/cat").start();
    Signals.freeze(frozen.toHandle());

    Signals.thaw(frozen.toHandle());
    frozen.getOutputStream().close(); // what cat waits for

    assertThat(frozen.onExit().join().exitValue()).isZero();
  }
}
