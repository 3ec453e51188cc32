package dev.aria.data.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.data.fixture.Pictures;
import dev.aria.fuzz.Fuzzing;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class PictureFuzzTest {
  private static final int PICTURES = Fuzzing.inputs() / 8; // decoders are slow
  private static final long DECODED = 64 * PictureDecoder.MOST_PIXELS; // WebP takes 45 a pixel

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void decode_damagedPictures_givesAPictureOrIsRefused() {
    List<byte[]> files =
        List.of(
            Pictures.plain(9, 7, 0x336699, "png"),
            Pictures.plain(9, 7, 0x336699, "jpg"),
            Pictures.plain(9, 7, 0x336699, "gif"),
            Pictures.plain(9, 7, 0x336699, "bmp"),
            Pictures.webp(),
            Pictures.animatedWebp());
    Fuzzing fuzzing = new Fuzzing(files, PictureRefused.class, DECODED, 4096);

    Fuzzing.Outcome outcome =
        fuzzing.run(PICTURES, 3, bytes -> PictureDecoder.decode(ByteBuffer.wrap(bytes)));

    assertThat(outcome.read()).isPositive();
    assertThat(outcome.refused()).isPositive();
  }
}
