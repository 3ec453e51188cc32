package dev.aria.streamer.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder of the local page store cannot be read, written or locked. */
final class PageStoreUnusable extends RuntimeException {
  PageStoreUnusable(Path folder, String reason, @Nullable Throwable cause) {
    super(
        "page store %s: %s; give aria.prompt-streamer.store another folder, or free this one"
            .formatted(folder, cause == null ? reason : reason + ": " + cause.getMessage()),
        cause);
  }
}
