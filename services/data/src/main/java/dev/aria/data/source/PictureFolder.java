package dev.aria.data.source;

import dev.aria.data.item.Captions;
import dev.aria.data.item.Content;
import dev.aria.data.item.ItemReader;
import dev.aria.data.item.ItemSource;
import dev.aria.data.item.SourceItem;
import dev.aria.data.item.SourceUnreadable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of pictures, each with its caption in a {@code .txt} of the same name beside it. Folders
 * below it are read as well; the order is that of the names.
 */
final class PictureFolder implements ItemSource {
  private final Path folder;
  private final long bytes;

  PictureFolder(Path folder) {
    this.folder = folder;
    try (Stream<Path> files = Files.walk(folder)) {
      this.bytes = files.filter(Files::isRegularFile).mapToLong(PictureFolder::size).sum();
    } catch (IOException failure) {
      throw new SourceUnreadable("cannot read the folder " + folder, failure);
    }
  }

  static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException failure) {
      throw new SourceUnreadable("cannot read " + file, failure);
    }
  }

  @Override
  public String identity() {
    return "folder %s, %d bytes".formatted(folder.getFileName(), bytes);
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public ItemReader open() {
    return new Reader(new SortedFiles(folder));
  }

  private final class Reader implements ItemReader {
    private final Iterator<Path> files;
    private long bytesRead;

    Reader(Iterator<Path> files) {
      this.files = files;
    }

    @Override
    public long skip(long items) {
      long skipped = 0;
      while (skipped < items && nextFile().isPresent()) {
        skipped++;
      }
      return skipped;
    }

    @Override
    public Optional<SourceItem> next() {
      return nextFile().map(this::item);
    }

    /** Pictures, and captions that have none. */
    private Optional<Path> nextFile() {
      while (files.hasNext()) {
        Path file = files.next();
        bytesRead += size(file);
        if (PictureFiles.isPicture(file.toString()) || isLoneCaption(file)) {
          return Optional.of(file);
        }
      }
      return Optional.empty();
    }

    private static boolean isLoneCaption(Path file) {
      String name = file.getFileName().toString();
      return PictureFiles.ending(name).equals("txt")
          && PictureFiles.ENDINGS.stream()
              .noneMatch(e -> Files.exists(file.resolveSibling(PictureFiles.stem(name) + "." + e)));
    }

    private SourceItem item(Path file) {
      String name = folder.relativize(file).toString();
      if (!PictureFiles.isPicture(name)) {
        return SourceItem.broken(name, "no picture: the caption stands alone");
      }
      Path caption = file.resolveSibling(PictureFiles.stem(file.getFileName().toString()) + ".txt");
      try {
        if (!Files.exists(caption)) {
          return SourceItem.broken(
              name, "no caption: there is no %s beside it".formatted(caption.getFileName()));
        }
        return new SourceItem(
            name,
            Captions.ofText(Files.readAllBytes(caption)),
            new Content.Picture(ByteBuffer.wrap(Files.readAllBytes(file))));
      } catch (IOException failure) {
        return SourceItem.broken(name, "unreadable: " + failure);
      } catch (IllegalArgumentException bad) {
        return SourceItem.broken(name, "bad caption: " + bad.getMessage());
      }
    }

    @Override
    public long bytesRead() {
      return bytesRead;
    }

    @Override
    public void close() {}
  }
}
