package dev.aria.streamer.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, played by a limit on the size of files. */
final class FullDiskTest {
  private static final int ROW_BYTES = 24 + 2 * Float.BYTES;

  @TempDir Path folder;

  @Test
  void append_diskFull_saysSoOnceAndGoesOnOnceThereIsSpace() throws Exception {
    int bytes = 40 * StoreProcess.PER_PAGE * ROW_BYTES;
    String blocks = Integer.toString(bytes / 512);
    assertThat(StoreProcess.run(folder, 0, 10, "unlimited")).isEqualTo(StoreProcess.FILLED);

    String said = StoreProcess.run(folder, 10, 100, blocks);

    assertThat(said.lines())
        .singleElement()
        .asString()
        .startsWith("page store " + folder)
        .contains("cannot be written: File too large")
        .contains("give aria.prompt-streamer.store another folder, or free this one");
    try (PageStore again = PageStore.open(folder, StoreProcess.CONTENTS)) {
      int held = (int) (again.prompts() / StoreProcess.PER_PAGE);
      assertThat(held).isBetween(32, 40); // what was synced, and perhaps what followed
      assertThat(again.nextOffsets()).containsEntry(0, (long) held);
      for (int number = held; number < 100; number++) {
        again.append(0, number, StoreProcess.page(number));
      }
      assertWhole(again, 100);
    }
  }

  private static void assertWhole(PageStore store, int pages) {
    assertThat(store.prompts()).isEqualTo((long) pages * StoreProcess.PER_PAGE);
    float[] condition = new float[2];
    for (int number = 0; number < pages; number++) {
      long row = (long) (number / 2) * StoreProcess.PER_PAGE + 5;
      store.condition(number % 2, row, condition, 0);
      assertThat(condition).containsExactly(number, 5);
      assertThat(store.coordinate(number % 2, row).id())
          .isEqualTo((long) number * StoreProcess.PER_PAGE + 5);
    }
  }
}
