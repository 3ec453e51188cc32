package dev.aria.data.item;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;

/** What an item holds beside its captions. */
public sealed interface Content {
  /** A picture as its file's bytes: JPEG, PNG, WebP, GIF or BMP. */
  record Picture(ByteBuffer bytes) implements Content {}

  /**
   * A latent that needs no codec.
   *
   * @param shape extents of the latent
   * @param values row-major
   * @param condition of its one caption, where the source brings it along
   */
  record Latent(List<Integer> shape, FloatBuffer values, Optional<FloatBuffer> condition)
      implements Content {
    public Latent {
      shape = List.copyOf(shape);
    }
  }

  /** Nothing that can be used, and why: it begins with what is missing or broken. */
  record Broken(String reason) implements Content {}
}
