package dev.aria.data.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.data.fixture.Pictures;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PictureDecoderTest {
  private static final byte[] ADOBE_CMYK =
      HexFormat.of().parseHex("ffee000e41646f626500640000000000"); // values are inverted

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  void decode_plainColour_givesThatColour(String format) {
    RgbPlanes picture = decode(Pictures.plain(9, 7, 0xFF8040, format));

    assertThat(picture.width()).isEqualTo(9);
    assertThat(picture.height()).isEqualTo(7);
    assertColour(picture, 1, 128 / 255f, 64 / 255f, 0.02f);
  }

  @Test
  void decode_alpha_isCompositedOnWhite() {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x80FF0000); // half red
    image.setRGB(1, 0, 0x00123456); // nothing

    RgbPlanes picture = decode(Pictures.file(image, "png"));

    assertThat(values(picture))
        .usingComparatorWithPrecision(0.003f)
        .containsExactly(1f, 1f, 127 / 255f, 1f, 127 / 255f, 1f);
  }

  @ParameterizedTest
  @CsvSource({"8,100", "16,30000"})
  void decode_greyOfEitherDepth_keepsItsSamples(int bits, int sample) {
    int type = bits == 8 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_USHORT_GRAY;
    BufferedImage image = new BufferedImage(2, 2, type);
    image.getRaster().setPixels(0, 0, 2, 2, new int[] {sample, sample, sample, sample});

    RgbPlanes picture = decode(Pictures.file(image, "png"));

    float expected = (float) (sample / (Math.pow(2, bits) - 1));
    assertColour(picture, expected, expected, expected, 1e-5f);
  }

  @Test
  void decode_sixteenBitColour_keepsItsSamples() {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster = model.createCompatibleWritableRaster(1, 1);
    raster.setPixel(0, 0, new int[] {65535, 32768, 1});

    RgbPlanes picture = decode(Pictures.file(new BufferedImage(model, raster, false, null), "png"));

    assertColour(picture, 1, 32768 / 65535f, 1 / 65535f, 1e-6f);
  }

  @Test
  void decode_cmykJpeg_becomesRgb() throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 8, 8, 4, null);
    for (int i = 0; i < 64; i++) {
      raster.setPixel(i % 8, i / 8, new int[] {255, 0, 0, 255});
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream to = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(to);
      writer.write(null, new IIOImage(raster, null, null), null);
    }

    RgbPlanes picture = decode(withSegment(out.toByteArray(), ADOBE_CMYK));

    assertThat(picture.values().get(0)).isGreaterThan(0.85f); // CMYK red has no exact RGB
    assertThat(picture.values().get(64)).isLessThan(0.3f);
    assertThat(picture.values().get(128)).isLessThan(0.3f);
  }

  @Test
  void decode_webp_isReadAndOfAnAnimationTheFirstFrame() {
    RgbPlanes still = decode(Pictures.webp());
    RgbPlanes animated = decode(Pictures.animatedWebp());

    assertThat(still.width()).isEqualTo(1);
    assertThat(values(animated)).isEqualTo(values(still));
  }

  @ParameterizedTest
  @CsvSource({"jpg,truncated JPEG", "png,damaged picture", "gif,damaged picture"})
  void decode_cutShort_isRefused(String format, String reason) {
    BufferedImage noise = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 64; i++) {
      noise.setRGB(i % 64, i / 64, (i * 0x9E3779B1) >>> 8);
    }
    byte[] whole = Pictures.file(noise, format);

    for (int cut : new int[] {whole.length / 2, whole.length - 60}) {
      assertThatThrownBy(() -> decode(Arrays.copyOf(whole, cut)))
          .as("%d of %d", cut, whole.length)
          .isInstanceOf(PictureRefused.class)
          .hasMessageStartingWith(reason);
    }
  }

  @Test
  void decode_webpCutShort_isRefused() {
    byte[] whole = Pictures.webp();

    assertThatThrownBy(() -> decode(Arrays.copyOf(whole, whole.length - 8)))
        .isInstanceOf(PictureRefused.class);
  }

  @Test
  void decode_noPicture_isRefusedInPlainWords() {
    assertThatThrownBy(() -> decode(new byte[0])).hasMessageStartingWith("empty picture");
    assertThatThrownBy(() -> decode("<html>".getBytes(StandardCharsets.UTF_8)))
        .hasMessage("unknown format: no JPEG, PNG, WebP, GIF or BMP");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6, 8})
  void decode_exifOrientation_turnsThePicture(int orientation) {
    BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 32 * 16; i++) {
      image.setRGB(i % 32, i / 32, i % 32 < 16 && i / 32 < 16 ? 0xFF0000 : 0);
    }

    RgbPlanes picture = decode(withExif(Pictures.file(image, "jpg"), orientation));

    boolean turned = orientation >= 5;
    assertThat(picture.width()).isEqualTo(turned ? 16 : 32);
    boolean redFirst = picture.values().get(turned ? 3 * 16 + 8 : 8 * 32 + 3) > 0.5f;
    assertThat(redFirst).isEqualTo(orientation == 1 || orientation == 6);
  }

  private static byte[] withExif(byte[] jpeg, int orientation) {
    ByteBuffer app1 = ByteBuffer.allocate(4 + 6 + 8 + 2 + 12 + 4);
    app1.putShort((short) 0xFFE1).putShort((short) (app1.capacity() - 2));
    app1.put(new byte[] {'E', 'x', 'i', 'f', 0, 0}).put(new byte[] {'M', 'M', 0, 42});
    app1.putInt(8).putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
    app1.putShort((short) orientation).putShort((short) 0).putInt(0);
    return withSegment(jpeg, app1.array());
  }

  private static byte[] withSegment(byte[] jpeg, byte[] segment) {
    return ByteBuffer.allocate(jpeg.length + segment.length)
        .put(jpeg, 0, 2)
        .put(segment)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  private static RgbPlanes decode(byte[] file) {
    return PictureDecoder.decode(ByteBuffer.wrap(file));
  }

  private static float[] values(RgbPlanes picture) {
    float[] values = new float[picture.values().limit()];
    picture.values().duplicate().get(values);
    return values;
  }

  private static void assertColour(RgbPlanes picture, float r, float g, float b, float within) {
    int plane = picture.width() * picture.height();
    for (int i = 0; i < plane; i++) {
      assertThat(picture.values().get(i)).isCloseTo(r, within(within));
      assertThat(picture.values().get(plane + i)).isCloseTo(g, within(within));
      assertThat(picture.values().get(2 * plane + i)).isCloseTo(b, within(within));
    }
  }
}
