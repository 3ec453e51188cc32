package dev.aria.emoji.catalogue;

import dev.aria.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Many pictures as one tensor, and back. */
public final class PictureBatch {
  private PictureBatch() {}

  /** (N, C, H, W) in [-1, 1], picture i of prompt i. */
  public static Tensor of(EmojiPictures pictures, List<EmojiPrompt> prompts) {
    float[] values = new float[prompts.size() * EmojiPictures.VALUES];
    for (int i = 0; i < prompts.size(); i++) {
      EmojiPrompt prompt = prompts.get(i);
      float[] picture = pictures.picture(prompt.emoji(), prompt.style(), prompt.background());
      System.arraycopy(picture, 0, values, i * EmojiPictures.VALUES, EmojiPictures.VALUES);
    }
    return Tensor.of(
        values, prompts.size(), EmojiPictures.CHANNELS, EmojiPictures.SIDE, EmojiPictures.SIDE);
  }

  /**
   * The pictures at another size, each pixel the average of the area it covers.
   *
   * @param pictures (N, C, H, W)
   * @param side new height and width, at most the present one
   */
  public static Tensor sized(Tensor pictures, int side) {
    int before = pictures.shape().get(2);
    if (side < 1 || side > before) {
      throw new IllegalArgumentException("side must be in [1, %d], got %d".formatted(before, side));
    }
    if (side == before) {
      return pictures;
    }
    float[] values = pictures.toFloats();
    int planes = values.length / (before * before);
    float[] rows = shrunk(values, planes * before, 1, before, side);
    float[] both = shrunk(rows, planes, side, before, side);
    return Tensor.of(both, pictures.shape().get(0), pictures.shape().get(1), side, side);
  }

  /** (outer, before, inner) to (outer, after, inner), by area. */
  private static float[] shrunk(float[] values, int outer, int inner, int before, int after) {
    float[] result = new float[outer * after * inner];
    double width = (double) before / after;
    for (int to = 0; to < after; to++) {
      double start = to * width;
      for (int from = (int) start; from < Math.min(before, start + width); from++) {
        double covered = Math.min(from + 1, start + width) - Math.max(from, start);
        for (int o = 0; o < outer; o++) {
          for (int i = 0; i < inner; i++) {
            result[(o * after + to) * inner + i] +=
                (float) (covered / width) * values[(o * before + from) * inner + i];
          }
        }
      }
    }
    return result;
  }

  /** The rows of a tensor, each flat. */
  public static List<float[]> rows(Tensor tensor) {
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < tensor.shape().get(0); i++) {
      float[] row = new float[tensor.rowSize()];
      tensor.readRow(i, row, 0);
      rows.add(row);
    }
    return rows;
  }
}
