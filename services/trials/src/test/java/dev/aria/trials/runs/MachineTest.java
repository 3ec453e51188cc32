package dev.aria.trials.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MachineTest {
  @Test
  void processor_cpuinfoOfTwoCores_isTheModelOnce() {
    List<String> lines = List.of("processor\t: 0", "model name\t: AMD EPYC", "model name\t: other");

    assertThat(Machine.processor(lines)).isEqualTo("AMD EPYC");
  }

  @Test
  void processor_noModelNamed_isTheArchitecture() {
    assertThat(Machine.processor(List.of("Hardware : x"))).isEqualTo(System.getProperty("os.arch"));
  }
}
