package dev.aria.runtime.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void open_missingFile_saysWhich() {
    assertThatThrownBy(() -> PairedSetFile.open(folder.resolve("absent")))
        .isInstanceOf(PairedSetUnreadable.class)
        .hasMessageContaining("absent");
  }
}
