package dev.aria.data.sheet;

import dev.aria.core.tensor.Tensor;
import dev.aria.models.codec.LatentCodec;
import dev.aria.models.picture.PictureSheet;
import dev.aria.runtime.pairs.PairedSet;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Pictures of a paired set, decoded by the codec and spread evenly over the set, as one PNG. */
public final class ContactSheet {
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
    List<float[]> pictures = ids.stream().map(id -> picture(pairs, id)).toList();
    PictureSheet.of(codec.pictureShape(), columns).write(pictures, file);
  }

  private float[] picture(PairedSet pairs, int id) {
    int[] shape =
        IntStream.concat(IntStream.of(1), pairs.latentShape().stream().mapToInt(Integer::intValue))
            .toArray();
    float[] latent = new float[IntStream.of(shape).reduce(1, Math::multiplyExact)];
    pairs.latent(id, latent, 0);
    return codec.decode(Tensor.of(latent, shape)).toFloats();
  }
}
