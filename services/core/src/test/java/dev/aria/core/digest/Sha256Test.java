package dev.aria.core.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Known values are those of FIPS 180-2, appendix B. */
class Sha256Test {
  private static final String OF_NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  private static final String OF_TWO_BLOCKS =
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";
  private static final String OF_A_MILLION_A =
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

  @TempDir Path folder;

  @Test
  void of_knownTexts_givesTheirPublishedDigests() {
    assertThat(Sha256.of("")).isEqualTo(OF_NOTHING);
    assertThat(Sha256.of("abc")).isEqualTo(OF_ABC);
    assertThat(Sha256.of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))
        .isEqualTo(OF_TWO_BLOCKS);
    assertThat(Sha256.of("a".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(OF_A_MILLION_A);
  }

  @Test
  void of_file_isThatOfItsBytes() throws IOException {
    Path file = folder.resolve("file");
    Files.writeString(file, "a".repeat(1_000_000));

    assertThat(Sha256.of(file)).isEqualTo(OF_A_MILLION_A);
  }

  @Test
  void of_textBeyondAscii_isThatOfItsUtf8() {
    String text = "ein blaues 🐟";

    assertThat(Sha256.of(text)).isEqualTo(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void firstLong_abc_isTheFirstEightBytes() {
    assertThat(Sha256.firstLong("abc")).isEqualTo(0xba7816bf8f01cfeaL);
  }

  @Test
  void add_pieceByPiece_isThatOfTheWhole() {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {'x', 'b', 'x'}, 1, 1);
    Sha256 sha256 = new Sha256().add("a").add(buffer).add(new byte[] {'x', 'c', 'x'}, 1, 1);

    assertThat(sha256.hex()).isEqualTo(OF_ABC);
    assertThat(sha256.hex()).as("taken again").isEqualTo(OF_ABC);
    assertThat(sha256.bytes()).hasSize(Sha256.BYTES);
    assertThat(buffer.remaining()).isEqualTo(1);
  }

  @Test
  void tee_bytes_addsThemAndHandsThemOn() throws IOException {
    Sha256 sha256 = new Sha256();
    ByteArrayOutputStream target = new ByteArrayOutputStream();

    try (OutputStream out = sha256.tee(target)) {
      out.write("abc".getBytes(StandardCharsets.US_ASCII));
    }

    assertThat(sha256.hex()).isEqualTo(OF_ABC);
    assertThat(target).hasToString("abc");
  }

  @Test
  void add_afterTheDigestWasTaken_isRefused() {
    Sha256 sha256 = new Sha256();
    sha256.hex();

    assertThatThrownBy(() -> sha256.add("more"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("begin another");
  }
}
