package dev.aria.data.item;

import java.util.Optional;

/** Reads the items of a source in order. Not thread-safe. */
public interface ItemReader extends AutoCloseable {
  /**
   * Passes over {@code items} items without reading their pictures where that can be helped.
   *
   * @return how many it passed over: fewer when the source ends before
   */
  long skip(long items);

  /**
   * The next item; empty at the end.
   *
   * @throws SourceUnreadable when the source as a whole is of no use
   */
  Optional<SourceItem> next();

  /** About how many of the source's bytes were read so far. */
  long bytesRead();

  @Override
  void close();
}
