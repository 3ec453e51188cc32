package dev.aria.models.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.digest.Sha256;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.torchscript.NamedTensor;
import dev.aria.models.torchscript.ScriptArchive;
import dev.aria.models.torchscript.ScriptModule;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TorchScriptVaeCodecTest {
  /** Two by two pixels become channels and back, scaled: exact, yet with a shape of its own. */
  private static final String ENCODE =
      """
        def encode(self: __torch__.Vae, x: Tensor) -> Tensor:
          return torch.mul(torch.pixel_unshuffle(x, 2), self.scale)
      """;

  private static final String DECODE =
      """
        def decode(self: __torch__.Vae, z: Tensor) -> Tensor:
          return torch.pixel_shuffle(torch.div(z, self.scale), 2)
      """;

  private static final List<Integer> PICTURE = List.of(3, 4, 6);

  @TempDir private Path folder;

  private Path file(String methods) throws IOException {
    Path file = folder.resolve("vae.pt");
    var scale = NamedTensor.buffer("scale", Tensor.of(new float[] {0.25f}, 1));
    try (OutputStream out = Files.newOutputStream(file)) {
      ScriptArchive.write(new ScriptModule("Vae", methods.indent(0), List.of(scale)), out);
    }
    return file;
  }

  private static TorchScriptVaeCodec load(Path file, List<Integer> shape) throws IOException {
    return TorchScriptVaeCodec.load(file, Sha256.of(file), shape, "cpu");
  }

  private static Tensor pictures(int n) {
    float[] values = new float[n * 72];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i);
    }
    return Tensor.of(values, n, 3, 4, 6);
  }

  @Test
  void encode_thenDecode_givesThePicturesBack() throws IOException {
    try (var codec = load(file(ENCODE + DECODE), PICTURE)) {
      Tensor latents = codec.encode(pictures(2));

      assertThat(codec.latentShape()).containsExactly(12, 2, 3);
      assertThat(latents.shape()).containsExactly(2, 12, 2, 3);
      assertThat(latents.toFloats()[1]).isCloseTo(pictures(2).toFloats()[2] / 4, within(1e-6f));
      assertThat(codec.decode(latents).toFloats())
          .containsExactly(pictures(2).toFloats(), within(1e-6f));
    }
  }

  @Test
  void digest_anotherPictureShape_differs() throws IOException {
    Path file = file(ENCODE + DECODE);
    try (var one = load(file, PICTURE);
        var two = load(file, List.of(3, 6, 4));
        var again = load(file, PICTURE)) {
      assertThat(one.digest()).isEqualTo(again.digest()).isNotEqualTo(two.digest());
    }
  }

  @Test
  void encode_anotherShape_isRefused() throws IOException {
    try (var codec = load(file(ENCODE + DECODE), PICTURE)) {
      assertThatThrownBy(() -> codec.encode(Tensor.of(new float[8], 1, 2, 2, 2)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[3, 4, 6]");
    }
  }

  @Test
  void load_withoutDecode_isRefused() throws IOException {
    Path file = file(ENCODE);

    assertThatThrownBy(() -> load(file, PICTURE))
        .isInstanceOf(CodecUnreadable.class)
        .hasMessageContaining("decode");
  }

  @Test
  void load_decodeThatDoesNotUndo_isRefused() throws IOException {
    Path file =
        file(ENCODE + DECODE.replace("pixel_shuffle(torch.div(z, self.scale), 2)", "abs(z)"));

    assertThatThrownBy(() -> load(file, PICTURE))
        .isInstanceOf(CodecUnreadable.class)
        .hasMessageContaining("what decode gives");
  }

  @Test
  void load_noTorchScriptOrNoFile_isRefused() throws IOException {
    Path garbage = Files.writeString(folder.resolve("garbage.pt"), "not a zip");

    assertThatThrownBy(() -> load(garbage, PICTURE))
        .isInstanceOf(CodecUnreadable.class)
        .hasMessageContaining("garbage.pt");
    assertThatThrownBy(() -> TorchScriptVaeCodec.load(folder.resolve("none"), "0", PICTURE, "cpu"))
        .isInstanceOf(CodecUnreadable.class)
        .hasMessageContaining("none");
  }

  @Test
  void load_anyByteFlipped_isRefusedByItsDigestAndNotByLibtorch() throws IOException {
    Path file = file(ENCODE + DECODE);
    String sha256 = Sha256.of(file);
    byte[] good = Files.readAllBytes(file);
    for (int at : new int[] {0, good.length / 3, good.length - 1}) {
      byte[] flipped = good.clone();
      flipped[at] ^= 1;
      Files.write(file, flipped);

      assertThatThrownBy(() -> TorchScriptVaeCodec.load(file, sha256, PICTURE, "cpu"))
          .isInstanceOf(CodecUnreadable.class)
          .hasNoCause()
          .hasMessageContainingAll("vae.pt", "SHA-256", sha256);
    }
  }
}
