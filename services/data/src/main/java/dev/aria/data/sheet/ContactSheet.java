package dev.aria.data.sheet;

import dev.aria.core.tensor.Tensor;
import dev.aria.models.codec.LatentCodec;
import dev.aria.runtime.pairs.PairedSet;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Pictures of a paired set, decoded by the codec and spread evenly over the set, as one PNG. */
public final class ContactSheet {
  private static final int GAP = 2;

  private final LatentCodec codec;
  private final int columns;

  /** Sheets with {@code columns} pictures in a row. */
  public ContactSheet(LatentCodec codec, int columns) {
    if (columns < 1) {
      throw new IllegalArgumentException("columns must be at least 1, got " + columns);
    }
    this.codec = codec;
    this.columns = columns;
  }

  /** Ids of the {@code most} pairs that a sheet of a set of {@code size} shows. */
  public static List<Integer> shown(int size, int most) {
    int count = Math.min(size, most);
    return IntStream.range(0, count).map(i -> (int) ((long) i * size / count)).boxed().toList();
  }

  /**
   * Writes {@code pairs} {@code ids} to {@code file}.
   *
   * @throws IllegalArgumentException when the codec reads latents of another shape
   */
  public void write(PairedSet pairs, List<Integer> ids, Path file) {
    if (!codec.latentShape().equals(pairs.latentShape())) {
      throw new IllegalArgumentException(
          "the paired set holds latents of shape %s, the teacher's codec reads %s"
              .formatted(pairs.latentShape(), codec.latentShape()));
    }
    int height = codec.pictureShape().get(1);
    int width = codec.pictureShape().get(2);
    int rows = (ids.size() + columns - 1) / columns;
    BufferedImage sheet =
        new BufferedImage(
            columns * (width + GAP) + GAP, rows * (height + GAP) + GAP, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < ids.size(); i++) {
      draw(
          picture(pairs, ids.get(i)),
          sheet,
          GAP + i % columns * (width + GAP),
          GAP + i / columns * (height + GAP));
    }
    try {
      if (!ImageIO.write(sheet, "png", file.toFile())) {
        throw new IOException("no PNG writer");
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + file, failure);
    }
  }

  private float[] picture(PairedSet pairs, int id) {
    int[] shape =
        IntStream.concat(IntStream.of(1), pairs.latentShape().stream().mapToInt(Integer::intValue))
            .toArray();
    float[] latent = new float[IntStream.of(shape).reduce(1, Math::multiplyExact)];
    pairs.latent(id, latent, 0);
    return codec.decode(Tensor.of(latent, shape)).toFloats();
  }

  private void draw(float[] picture, BufferedImage sheet, int left, int top) {
    int height = codec.pictureShape().get(1);
    int width = codec.pictureShape().get(2);
    int plane = height * width;
    for (int pixel = 0; pixel < plane; pixel++) {
      int rgb = 0;
      for (int channel = 0; channel < 3; channel++) {
        float value = picture[channel * plane + pixel];
        rgb = rgb << 8 | Math.round((Math.max(-1, Math.min(1, value)) + 1) * 127.5f);
      }
      sheet.setRGB(left + pixel % width, top + pixel / width, rgb);
    }
  }
}
