package dev.aria.runtime.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.digest.Sha256;
import dev.aria.core.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PairedSetFileTest {
  private static final Tensor LATENTS = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
  private static final Tensor CONDITIONS = Tensor.of(new float[] {7, 8, 9, 10}, 2, 2);
  private static final List<String> TEXTS = List.of("a tiger", "une forêt");

  @TempDir Path folder;

  @Test
  void open_writtenFile_holdsWhatWasWritten() {
    Path file = folder.resolve("pairs.aria");

    PairedSetFile.write(file, LATENTS, CONDITIONS, TEXTS);
    PairedSet pairs = PairedSetFile.open(file);
    float[] latent = new float[3];
    pairs.latent(1, latent, 0);
    float[] condition = new float[3];
    pairs.condition(1, condition, 1);

    assertThat(pairs.size()).isEqualTo(2);
    assertThat(pairs.latentShape()).containsExactly(3);
    assertThat(latent).containsExactly(4, 5, 6);
    assertThat(condition).containsExactly(0, 9, 10);
    assertThat(pairs.text(1)).isEqualTo("une forêt");
  }

  @Test
  void digest_sameContent_isEqualAndElseDiffers() {
    PairedSetFile.write(folder.resolve("a"), LATENTS, CONDITIONS, TEXTS);
    PairedSetFile.write(folder.resolve("b"), LATENTS, CONDITIONS, TEXTS);
    PairedSetFile.write(folder.resolve("c"), LATENTS, CONDITIONS, List.of("x", "y"));

    assertThat(PairedSetFile.open(folder.resolve("a")).digest())
        .isEqualTo(PairedSetFile.open(folder.resolve("b")).digest())
        .isNotEqualTo(PairedSetFile.open(folder.resolve("c")).digest());
  }

  @Test
  void open_anyByteChanged_isRefused() throws IOException {
    Path file = folder.resolve("pairs.aria");
    PairedSetFile.write(file, LATENTS, CONDITIONS, TEXTS);
    byte[] good = Files.readAllBytes(file);

    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 0x10;
      Files.write(file, bad);
      assertThatThrownBy(() -> PairedSetFile.open(file)).isInstanceOf(PairedSetUnreadable.class);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void open_valueThatIsNotFinite_isRefusedWithFileRowAndSetting(float value) throws IOException {
    Path latents = withValue(value, 5);
    Path conditions = withValue(value, 6 + 2);

    assertThatThrownBy(() -> PairedSetFile.open(latents))
        .isInstanceOf(PairedSetUnreadable.class)
        .hasMessageContaining(latents.toString())
        .hasMessageContaining("aria.run.paired-set")
        .hasMessageContaining("the latent of row 1 holds " + value + " at element 2");
    assertThatThrownBy(() -> PairedSetFile.open(conditions))
        .isInstanceOf(PairedSetUnreadable.class)
        .hasMessageContaining("the condition of row 1 holds " + value + " at element 0");
  }

  /** A file whose SHA-256 is right, as another program may have written it. */
  private Path withValue(float value, int element) throws IOException {
    Path file = folder.resolve("pairs-" + value + "-" + element);
    PairedSetFile.write(file, LATENTS, CONDITIONS, TEXTS);
    byte[] bytes = Files.readAllBytes(file);
    int header = Long.BYTES + 6 * Integer.BYTES; // magic, version, N, and two ranks with one extent
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(header + element * Float.BYTES, value);
    byte[] content = Arrays.copyOf(bytes, bytes.length - Sha256.BYTES);
    ByteBuffer whole = ByteBuffer.allocate(bytes.length).put(content);
    return Files.write(file, whole.put(new Sha256().add(ByteBuffer.wrap(content)).bytes()).array());
  }

  @Test
  void write_valueThatIsNotFinite_isRefusedWithItsRow() {
    Tensor bad = Tensor.of(new float[] {7, 8, 9, Float.NaN}, 2, 2);

    assertThatThrownBy(() -> PairedSetFile.write(folder.resolve("pairs.aria"), LATENTS, bad, TEXTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the condition of row 1 holds NaN at element 1");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void open_missingFile_saysWhich() {
    assertThatThrownBy(() -> PairedSetFile.open(folder.resolve("absent")))
        .isInstanceOf(PairedSetUnreadable.class)
        .hasMessageContaining("absent");
  }
}
