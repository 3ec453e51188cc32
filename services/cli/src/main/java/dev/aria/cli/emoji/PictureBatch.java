package dev.aria.cli.emoji;

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
