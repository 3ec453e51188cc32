package dev.aria.data.source;

import dev.aria.data.item.ItemReader;
import dev.aria.data.item.SourceItem;
import dev.aria.data.item.SourceUnreadable;
import java.io.IOException;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** Items of a tar; one that is cut short gives what lies before, and then one broken item. */
final class TarItems implements ItemReader {
  private final String file;
  private final TarArchiveInputStream in;
  private final String captionField;
  private @Nullable TarArchiveEntry ahead;
  private final boolean whole;
  private boolean begun;
  private boolean cut;
  private long items;

  /**
   * @param whole whether the tar ends as tars do, with zeros: at a cut between files, or in a
   *     header, the library sees but an end
   */
  TarItems(String file, TarArchiveInputStream in, boolean whole, String captionField) {
    this.file = file;
    this.in = in;
    this.whole = whole;
    this.captionField = captionField;
  }

  @Override
  public long skip(long count) {
    long skipped = 0;
    while (skipped < count && group(false).isPresent()) {
      skipped++;
    }
    return skipped;
  }

  @Override
  public Optional<SourceItem> next() {
    return group(true);
  }

  /** The next group of files that share a key. */
  private Optional<SourceItem> group(boolean read) {
    if (cut) {
      return Optional.empty();
    }
    try {
      if (!begun) {
        begun = true;
        advance();
      }
      TarArchiveEntry first = ahead;
      if (first == null) {
        return whole ? Optional.empty() : Optional.of(cutShort("it does not end in zeros"));
      }
      TarGroup group = new TarGroup(file, key(first.getName()), captionField);
      for (TarArchiveEntry entry = first;
          entry != null && key(entry.getName()).equals(group.key());
          entry = ahead) {
        if (read) {
          group.add(entry.getName(), in, entry.getSize());
        }
        advance();
      }
      items++;
      return Optional.of(group.item());
    } catch (IOException damage) {
      return Optional.of(cutShort(String.valueOf(damage.getMessage())));
    }
  }

  private SourceItem cutShort(String reason) {
    cut = true;
    return SourceItem.broken(
        file,
        "tar cut short or damaged after %d items: %s; fetch it again".formatted(items, reason));
  }

  private void advance() throws IOException {
    do {
      ahead = in.getNextEntry();
    } while (ahead != null && !ahead.isFile());
  }

  /** The path up to the first dot of the file's name, as WebDataset has it. */
  private static String key(String name) {
    int folder = name.lastIndexOf('/') + 1;
    int dot = name.indexOf('.', folder);
    return dot < 0 ? name : name.substring(0, dot);
  }

  @Override
  public long bytesRead() {
    return in.getBytesRead();
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException failure) {
      throw new SourceUnreadable("cannot close " + file, failure);
    }
  }
}
