package dev.aria.trials.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.trials.soak.MemoryTrace.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlatnessTest {
  private static final int STEPS = 100;
  private static final long MIB = 1024;

  @Test
  void of_levelSecondHalf_isFlatWhateverCameBefore() {
    Flatness flatness = Flatness.of(trace(step -> step < 50 ? step * MIB : 200 * MIB), STEPS);

    assertThat(flatness.isFlat()).isTrue();
    assertThat(flatness.medianMiB()).isEqualTo(200);
    assertThat(flatness.growth()).isZero();
  }

  @Test
  void of_leak_growsByWhatItLeaks() {
    Flatness flatness = Flatness.of(trace(step -> 200 * MIB + step * MIB), STEPS);

    assertThat(flatness.isFlat()).isFalse();
    assertThat(flatness.growth()).isCloseTo(50.0 / 275, within(1e-2));
  }

  @Test
  void of_singleLeap_isNotFlat() {
    Flatness flatness = Flatness.of(trace(step -> step == 75 ? 300 * MIB : 200 * MIB), STEPS);

    assertThat(flatness.maxMiB()).isEqualTo(300);
    assertThat(flatness.isFlat()).isFalse();
  }

  @Test
  void of_tooFewSamples_isRefused() {
    MemoryTrace trace = new MemoryTrace("service");
    trace.add(new Sample(1, 99, MIB));

    assertThatThrownBy(() -> Flatness.of(trace, STEPS)).hasMessageContaining("1 samples");
  }

  @Test
  void parse_statusOfLinux_isItsResidentSet() {
    assertThat(ResidentMemory.parse("Name:\tjava\nVmPeak:\t  99 kB\nVmRSS:\t  436472 kB\n"))
        .hasValue(436_472);
    assertThat(ResidentMemory.kibibytes(ProcessHandle.current().pid())).isPresent();
  }

  @Test
  void write_traces_makesAPicture(@TempDir Path folder) {
    Path file = folder.resolve("memory.png");

    MemoryPlot.write(List.of(trace(step -> step * MIB)), "a title", file);

    assertThat(file).isNotEmptyFile();
  }

  private static MemoryTrace trace(IntToLongFunction kibibytes) {
    MemoryTrace trace = new MemoryTrace("service");
    for (int step = 0; step <= STEPS; step++) {
      trace.add(new Sample(step, step, kibibytes.applyAsLong(step)));
    }
    return trace;
  }
}
