package dev.aria.models.encoder;

import org.jspecify.annotations.Nullable;

/** A cache file of embeddings that cannot be used as it is; the message says what to do. */
public final class EmbeddingFileRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  EmbeddingFileRefused(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
