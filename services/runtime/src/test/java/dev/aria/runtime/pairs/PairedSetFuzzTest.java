package dev.aria.runtime.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.digest.Sha256;
import dev.aria.core.tensor.Tensor;
import dev.aria.fuzz.Fuzzing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PairedSetFuzzTest {
  private static final int FILES = Fuzzing.inputs();

  @TempDir Path folder;

  /** Each with the digest that fits its damage, which would else be all that is tried. */
  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void parse_damagedContent_givesAPairedSetOrUnreadable() throws IOException {
    Path file = folder.resolve("pairs");
    Tensor rows = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2);
    PairedSetFile.write(file, rows, rows, List.of("one", "two"));
    byte[] valid = Files.readAllBytes(file);
    byte[] content = Arrays.copyOf(valid, valid.length - Sha256.BYTES);
    Fuzzing fuzzing = new Fuzzing(List.of(content), PairedSetUnreadable.class, 4 << 20, 256);

    Fuzzing.Outcome outcome =
        fuzzing.run(FILES, 2, bytes -> PairedSetFile.parse(file, withDigest(bytes)));

    assertThat(outcome.read()).isPositive();
    assertThat(outcome.refused()).isPositive();
  }

  private static ByteBuffer withDigest(byte[] content) {
    return ByteBuffer.allocate(content.length + Sha256.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(content)
        .put(new Sha256().add(content).bytes())
        .flip();
  }
}
