package dev.aria.cli.teacher;

import dev.aria.cli.emoji.EmojiPictures;
import dev.aria.cli.emoji.EmojiPrompt;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.codec.LatentCodec;
import java.util.ArrayList;
import java.util.List;

/** The pictures of prompts as one tensor, and as latents. */
final class PictureBatch {
  private PictureBatch() {}

  /** (N, C, H, W) in [-1, 1], picture i of prompt i. */
  static Tensor of(EmojiPictures pictures, List<EmojiPrompt> prompts) {
    float[] values = new float[prompts.size() * EmojiPictures.VALUES];
    for (int i = 0; i < prompts.size(); i++) {
      EmojiPrompt prompt = prompts.get(i);
      float[] picture = pictures.picture(prompt.emoji(), prompt.style(), prompt.background());
      System.arraycopy(picture, 0, values, i * EmojiPictures.VALUES, EmojiPictures.VALUES);
    }
    return Tensor.of(
        values, prompts.size(), EmojiPictures.CHANNELS, EmojiPictures.SIDE, EmojiPictures.SIDE);
  }

  /** One latent a picture, flat. */
  static List<float[]> latents(LatentCodec codec, Tensor pictures) {
    return rows(codec.encode(pictures));
  }

  /** The rows of a tensor, each flat. */
  static List<float[]> rows(Tensor tensor) {
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < tensor.shape().get(0); i++) {
      float[] row = new float[tensor.rowSize()];
      tensor.readRow(i, row, 0);
      rows.add(row);
    }
    return rows;
  }
}
