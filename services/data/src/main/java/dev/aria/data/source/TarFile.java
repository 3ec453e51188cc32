package dev.aria.data.source;

import dev.aria.data.item.ItemReader;
import dev.aria.data.item.ItemSource;
import dev.aria.data.item.SourceUnreadable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A WebDataset tar, as img2dataset writes them: files that share a name up to the first dot are one
 * item, a picture with {@code .txt} or a {@code .json} that holds "caption".
 */
final class TarFile implements ItemSource {
  private static final int RECORD = 512;

  private final Path file;
  private final ColumnNames columns;

  TarFile(Path file, ColumnNames columns) {
    this.file = file;
    this.columns = columns;
  }

  @Override
  public String identity() {
    return "tar %s, %d bytes".formatted(file.getFileName(), bytes());
  }

  @Override
  public long bytes() {
    return PictureFolder.size(file);
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // closed by the reader
  public ItemReader open() {
    try {
      boolean whole = endsInZeros();
      var in = new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(file)));
      return new TarItems(
          file.getFileName().toString(), in, whole, columns.caption().orElse("caption"));
    } catch (IOException failure) {
      throw new SourceUnreadable("cannot read " + file, failure);
    }
  }

  private boolean endsInZeros() throws IOException {
    byte[] block = new byte[RECORD];
    try (RandomAccessFile end = new RandomAccessFile(file.toFile(), "r")) {
      if (end.length() < RECORD || end.length() % RECORD != 0) {
        return false;
      }
      end.seek(end.length() - RECORD);
      end.readFully(block);
    }
    return Arrays.equals(block, new byte[RECORD]);
  }
}
