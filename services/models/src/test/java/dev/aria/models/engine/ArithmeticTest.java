package dev.aria.models.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ArithmeticTest {
  private static final String INTEL =
      """
      processor\t: 0
      vendor_id\t: GenuineIntel
      cpu family\t: 6
      model\t\t: 207
      model name\t: Intel(R) Xeon(R) Processor
      stepping\t: 2
      cpu MHz\t\t: 2100.000
      flags\t\t: fpu vme sse2 avx512f avx2 fma pcid

      processor\t: 1
      vendor_id\t: another
      """;

  private static final String ARM =
      """
      processor\t: 0
      BogoMIPS\t: 243.75
      Features\t: fp asimd sve crc32
      CPU implementer\t: 0x41
      CPU part\t: 0xd40
      """;

  @Test
  void of_sameProcessTwice_isEqualAndNamesWhatCounts() {
    Arithmetic here = Arithmetic.of("cpu");

    assertThat(Arithmetic.of("cpu")).isEqualTo(here);
    assertThat(here.libtorch()).startsWith(TorchEngine.VERSION);
    assertThat(here.device()).isEqualTo("cpu");
    assertThat(here.describe()).contains("1 thread,").contains(System.getProperty("os.arch"));
  }

  @Test
  void describe_threadsOrDeviceDiffer_differs() {
    Arithmetic one = new Arithmetic("2.7.1", 1, "a processor", "cpu");

    assertThat(one.describe())
        .isNotEqualTo(new Arithmetic("2.7.1", 2, "a processor", "cpu").describe())
        .isNotEqualTo(new Arithmetic("2.7.1", 1, "a processor", "gpu").describe());
  }

  @Test
  void processor_ofTwoArchitectures_isMakeAndVectorsOfTheFirst() {
    assertThat(Processor.describe(INTEL.lines()))
        .isEqualTo("GenuineIntel 6 207 Intel(R) Xeon(R) Processor [avx2, avx512f, fma, sse2]");
    assertThat(Processor.describe(ARM.lines())).isEqualTo("[asimd, sve] 0x41 0xd40");
    assertThat(Processor.describe(Stream.of())).isEmpty();
  }
}
