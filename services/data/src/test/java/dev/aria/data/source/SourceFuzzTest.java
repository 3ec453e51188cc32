package dev.aria.data.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.data.fixture.NumpyFiles;
import dev.aria.data.fixture.Pictures;
import dev.aria.data.fixture.Tars;
import dev.aria.data.item.SourceUnreadable;
import dev.aria.fuzz.Fuzzing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceFuzzTest {
  @TempDir Path folder;

  @Test
  void npy_damaged_givesRowsOrIsRefused() {
    List<byte[]> files =
        List.of(NumpyFiles.floats("(2, 1, 2)", 1, 2, 3, 4), NumpyFiles.doubles("(2,)", 1, 2));
    Fuzzing fuzzing = new Fuzzing(files, SourceUnreadable.class, 4 << 20, 256);

    Fuzzing.Outcome outcome =
        fuzzing.run(
            Fuzzing.inputs(),
            4,
            bytes -> {
              try (NpyRows rows = new NpyRows("x", new ByteArrayInputStream(bytes))) {
                for (int left = 8; left > 0 && rows.next().isPresent(); left--) {
                  // an array of no bytes may claim any number of rows
                }
              }
            });

    assertThat(outcome.read()).isPositive();
    assertThat(outcome.refused()).isPositive();
  }

  @Test
  void tar_damaged_givesItemsWhateverItHolds() throws IOException {
    Path tar = folder.resolve("0.tar");
    try (Tars out = new Tars(tar)) {
      out.add("a.png", Pictures.plain(2, 2, 0, "png")).add("a.txt", "one");
      out.add("b.json", "{\"caption\": \"two\"}");
    }
    byte[] good = Files.readAllBytes(tar);
    Fuzzing fuzzing = new Fuzzing(List.of(good), SourceUnreadable.class, 64 << 20, 64);

    Fuzzing.Outcome outcome =
        fuzzing.run(
            Fuzzing.inputs() / 10,
            5,
            bytes -> SourcesTest.items(Files.write(tar, bytes), ColumnNames.USUAL));

    assertThat(outcome.read()).isPositive();
  }
}
