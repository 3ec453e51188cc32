package dev.aria.data.source;

import dev.aria.data.item.Caption;
import dev.aria.data.item.Content;
import dev.aria.data.item.ItemReader;
import dev.aria.data.item.SourceItem;
import dev.aria.data.item.SourceUnreadable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Latents with their captions, row by row. */
final class LatentItems implements ItemReader {
  private final Path file;
  private final FloatRows latents;
  private final Optional<FloatRows> conditions;
  private final CaptionLines captions;
  private Closeable alsoClosed = () -> {};
  private int row;

  LatentItems(Path file, FloatRows latents, Optional<FloatRows> conditions, CaptionLines captions) {
    this.file = file;
    this.latents = latents;
    this.conditions = conditions;
    this.captions = captions;
    conditions
        .filter(rows -> rows.rows() != latents.rows())
        .ifPresent(
            rows -> {
              throw new SourceUnreadable(
                  "%s has %d latents but %d conditions"
                      .formatted(file, latents.rows(), rows.rows()),
                  null);
            });
  }

  /** These items, whose end closes {@code other} too. */
  LatentItems closing(Closeable other) {
    alsoClosed = other;
    return this;
  }

  @Override
  public long skip(long items) {
    long skipped = 0;
    while (skipped < items && next().isPresent()) {
      skipped++;
    }
    return skipped;
  }

  @Override
  public Optional<SourceItem> next() {
    Optional<FloatBuffer> latent = latents.next();
    String name = "%s/%d".formatted(file.getFileName(), row);
    try {
      Optional<List<Caption>> texts = captions.next();
      if (latent.isPresent() != texts.isPresent()) {
        throw new SourceUnreadable(
            "%s has %d latents but %s captions; give each latent one line"
                .formatted(file, latents.rows(), texts.isPresent() ? "more" : "only " + row),
            null);
      }
      row++;
      Optional<FloatBuffer> condition = conditions.flatMap(FloatRows::next);
      return latent.map(
          values ->
              new SourceItem(
                  name,
                  texts.orElseThrow(),
                  new Content.Latent(latents.rowShape(), values, condition)));
    } catch (IOException | IllegalArgumentException failure) {
      throw new SourceUnreadable(
          "the caption of %s cannot be read: %s".formatted(name, failure.getMessage()), failure);
    }
  }

  @Override
  public long bytesRead() {
    return (long) ((double) PictureFolder.size(file) * row / Math.max(1, latents.rows()));
  }

  @Override
  public void close() {
    latents.close();
    conditions.ifPresent(FloatRows::close);
    try {
      captions.close();
      alsoClosed.close();
    } catch (IOException failure) {
      throw new SourceUnreadable("cannot close " + file, failure);
    }
  }
}
