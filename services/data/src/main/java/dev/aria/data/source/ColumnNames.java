package dev.aria.data.source;

import dev.aria.data.item.SourceUnreadable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which columns hold captions and pictures.
 *
 * @param caption as the user says; empty to find it
 * @param image as the user says; empty to find it
 */
public record ColumnNames(Optional<String> caption, Optional<String> image) {
  /** Nothing said: columns are found by their usual names. */
  public static final ColumnNames USUAL = new ColumnNames(Optional.empty(), Optional.empty());

  private static final List<String> CAPTIONS =
      List.of("text", "caption", "captions", "prompt", "TEXT", "CAPTION");
  private static final List<String> IMAGES =
      List.of("file_name", "image", "jpg", "png", "webp", "bytes", "image_path", "path");

  /**
   * The column of captions among {@code columns} of {@code source}.
   *
   * @throws SourceUnreadable when there is none; names the columns that there are
   */
  String caption(String source, Collection<String> columns) {
    return one(source, columns, caption, CAPTIONS, "captions", "--caption-column");
  }

  /** The column of pictures, or of their files, likewise. */
  String image(String source, Collection<String> columns) {
    return one(source, columns, image, IMAGES, "pictures", "--image-column");
  }

  private static String one(
      String source,
      Collection<String> columns,
      Optional<String> said,
      List<String> usual,
      String what,
      String option) {
    return said.map(List::of).orElse(usual).stream()
        .filter(columns::contains)
        .findFirst()
        .orElseThrow(
            () ->
                new SourceUnreadable(
                    "%s has no column %s for %s, it has %s; name one with %s"
                        .formatted(
                            source, said.orElse(String.join(" or ", usual)), what, columns, option),
                    null));
  }
}
