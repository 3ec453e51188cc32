package dev.aria.data.item;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The items of several sources, one source after another. */
public final class AllItems implements ItemReader {
  private final List<ItemSource> sources;
  private int place;
  private long bytesBefore;
  private @Nullable ItemReader reader;

  /** Reads {@code sources} in their order. */
  public AllItems(List<ItemSource> sources) {
    this.sources = List.copyOf(sources);
  }

  @Override
  public long skip(long items) {
    long skipped = 0;
    while (skipped < items && place < sources.size()) {
      skipped += reader().skip(items - skipped);
      if (skipped < items) {
        leave();
      }
    }
    return skipped;
  }

  @Override
  public Optional<SourceItem> next() {
    while (place < sources.size()) {
      Optional<SourceItem> item = reader().next();
      if (item.isPresent()) {
        return item;
      }
      leave();
    }
    return Optional.empty();
  }

  private ItemReader reader() {
    if (reader == null) {
      reader = sources.get(place).open();
    }
    return reader;
  }

  private void leave() {
    close();
    bytesBefore += sources.get(place).bytes();
    place++;
  }

  @Override
  public long bytesRead() {
    return bytesBefore + (reader == null ? 0 : reader.bytesRead());
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
