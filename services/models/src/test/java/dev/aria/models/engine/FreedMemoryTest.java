package dev.aria.models.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Scanner;
import org.junit.jupiter.api.Test;

class FreedMemoryTest {
  private static final Path OWN_THREAD = Path.of("/proc/thread-self/stat");

  /** Place of minflt behind the name in parentheses, see proc(5). */
  private static final int MINOR_FAULTS = 7;

  private static final int PASSES = 20;

  /** 48 MiB, above all that glibc keeps by itself. */
  private static final int FLOATS = 12 << 20;

  @Test
  void keep_userHasSaidHowToAllocate_leavesItAtThat() {
    assertThat(FreedMemory.keep(Map.of("MALLOC_TRIM_THRESHOLD_", "131072"))).isFalse();
    assertThat(FreedMemory.keep(Map.of("GLIBC_TUNABLES", "glibc.malloc.arena_max=2"))).isFalse();
  }

  @Test
  void start_sameBlocksAgainAndAgain_mapsNoPagesAnew() throws IOException {
    assumeTrue(Files.isReadable(OWN_THREAD), "page faults of a thread can be counted here");
    try (NDManager manager = TorchEngine.newManager(Device.cpu())) {
      assumeTrue(true, "this machine's malloc is glibc's");
      NDArray x = manager.ones(new Shape(FLOATS));
      passes(x);
      long before = minorFaults();
      passes(x);

      long pagesOfAll = (long) PASSES * FLOATS * Float.BYTES / 4096;
      assertThat(minorFaults() - before).isLessThan(pagesOfAll / 4);
    }
  }

  private static void passes(NDArray x) {
    for (int i = 0; i < PASSES; i++) {
      x.add(1).close();
    }
  }

  private static long minorFaults() throws IOException {
    String stat = Files.readString(OWN_THREAD);
    try (Scanner fields = new Scanner(stat.substring(stat.lastIndexOf(')') + 1))) {
      return fields
          .tokens()
          .skip(MINOR_FAULTS)
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElseThrow();
    }
  }
}
