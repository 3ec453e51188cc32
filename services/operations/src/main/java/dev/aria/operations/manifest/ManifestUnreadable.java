package dev.aria.operations.manifest;

import java.nio.file.Path;

/** A {@code run.json} is damaged, or of a version that this one does not read. */
public final class ManifestUnreadable extends RuntimeException {
  ManifestUnreadable(Path file, Throwable cause) {
    super(
        "%s cannot be read: %s; the run does not need it: move it away to have it begun anew"
            .formatted(file, cause.getMessage()),
        cause);
  }
}
