package dev.aria.models.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IdentityCodecTest {
  @Test
  void encode_pictures_givesThemBack() {
    Tensor pictures = Tensor.of(new float[] {1, 2, 3, 4}, 1, 1, 2, 2);
    try (LatentCodec codec = new IdentityCodec(List.of(1, 2, 2))) {
      assertThat(codec.decode(codec.encode(pictures))).isEqualTo(pictures);
      assertThat(codec.latentShape()).isEqualTo(codec.pictureShape());
      assertThat(codec.digest()).isNotEqualTo(new IdentityCodec(List.of(1, 4, 1)).digest());
    }
  }

  /** SHA-256 of the words "identity[1, 2, 2]", as files of earlier versions hold it. */
  @Test
  void digest_knownShape_staysWhatItWas() {
    assertThat(new IdentityCodec(List.of(1, 2, 2)).digest())
        .isEqualTo("453f5df99d549eb9f681fceced627c5fe8d1f324a1fa67657ac9eb8add3ccaee");
  }

  @Test
  void encode_anotherShape_isRefused() {
    assertThatThrownBy(
            () -> new IdentityCodec(List.of(1, 2, 2)).encode(Tensor.of(new float[2], 1, 1, 2, 1)))
        .hasMessageContaining("[1, 2, 2]");
  }

  @Test
  void new_flatShape_isRefused() {
    assertThatThrownBy(() -> new IdentityCodec(List.of(4))).hasMessageContaining("(C, H, W)");
  }
}
