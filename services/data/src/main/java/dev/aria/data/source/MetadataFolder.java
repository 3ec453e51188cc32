package dev.aria.data.source;

import dev.aria.data.item.Caption;
import dev.aria.data.item.Content;
import dev.aria.data.item.ItemReader;
import dev.aria.data.item.ItemSource;
import dev.aria.data.item.SourceItem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A folder of pictures with {@code metadata.jsonl} or {@code metadata.csv}, as Hugging Face's
 * imagefolder: a line a picture, with its file's name and its caption.
 */
final class MetadataFolder implements ItemSource {
  private final Path metadata;
  private final ColumnNames columns;

  MetadataFolder(Path metadata, ColumnNames columns) {
    this.metadata = metadata;
    this.columns = columns;
  }

  /** One line of the metadata; {@code flaw} says why it cannot be used. */
  record Line(String place, String file, List<Caption> captions, Optional<String> flaw) {
    static Line bad(String place, String flaw) {
      return new Line(place, "", List.of(), Optional.of(flaw));
    }
  }

  /** Lines one after another. */
  interface Lines extends AutoCloseable {
    Optional<Line> next();

    long bytesRead();

    @Override
    void close();
  }

  @Override
  public String identity() {
    Path file = metadata.toAbsolutePath();
    return "metadata %s of %s, %d bytes"
        .formatted(file.getFileName(), file.resolveSibling("").getFileName(), bytes());
  }

  /** Of the metadata: pictures are expected to be of much the same size. */
  @Override
  public long bytes() {
    return PictureFolder.size(metadata);
  }

  @Override
  public ItemReader open() {
    boolean csv = PictureFiles.ending(metadata.toString()).equals("csv");
    return new Reader(csv ? CsvLines.open(metadata, columns) : JsonLines.open(metadata, columns));
  }

  private final class Reader implements ItemReader {
    private final Lines lines;

    Reader(Lines lines) {
      this.lines = lines;
    }

    @Override
    public long skip(long items) {
      long skipped = 0;
      while (skipped < items && lines.next().isPresent()) {
        skipped++;
      }
      return skipped;
    }

    @Override
    public Optional<SourceItem> next() {
      return lines.next().map(this::item);
    }

    private SourceItem item(Line line) {
      if (line.flaw().isPresent()) {
        return SourceItem.broken(line.place(), line.flaw().get());
      }
      return new SourceItem(
          line.file(), line.captions(), pictureFile(metadata.toAbsolutePath(), line.file()));
    }

    @Override
    public long bytesRead() {
      return lines.bytesRead();
    }

    @Override
    public void close() {
      lines.close();
    }
  }

  /** The picture {@code name} beside {@code list}, which may lie in a folder below. */
  static Content pictureFile(Path list, String name) {
    Path folder = list.resolveSibling("").normalize();
    Path file = folder.resolve(name).normalize();
    if (name.isBlank() || !file.startsWith(folder)) {
      return new Content.Broken(
          "no picture: '%s' names no file in %s".formatted(name, folder.getFileName()));
    }
    try {
      if (Files.size(file) > PictureFiles.MOST_BYTES) {
        return new Content.Broken("picture too large: %d bytes".formatted(Files.size(file)));
      }
      return new Content.Picture(ByteBuffer.wrap(Files.readAllBytes(file)));
    } catch (NoSuchFileException missing) {
      return new Content.Broken("no picture: the file %s does not exist".formatted(name));
    } catch (IOException failure) {
      return new Content.Broken("unreadable: " + failure);
    }
  }
}
