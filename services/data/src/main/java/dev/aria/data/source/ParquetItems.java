package dev.aria.data.source;

import dev.aria.data.item.ItemReader;
import dev.aria.data.item.SourceItem;
import dev.aria.data.item.SourceUnreadable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.jspecify.annotations.Nullable;

/** Rows of a parquet file; row groups that are passed over are not read. */
final class ParquetItems implements ItemReader {
  private final Path file;
  private final ParquetFileReader reader;
  private final ParquetRow row;
  private @Nullable RecordReader<Group> records;
  private long left; // rows of the open row group
  private long number;
  private int nextGroup;

  ParquetItems(Path file, ParquetFileReader reader, ParquetRow row) {
    this.file = file;
    this.reader = reader;
    this.row = row;
  }

  @Override
  public long skip(long items) {
    long skipped = 0;
    while (skipped < items) {
      boolean whole = left == 0 && nextGroup < reader.getRowGroups().size();
      long rows = whole ? reader.getRowGroups().get(nextGroup).getRowCount() : 0;
      if (whole && rows <= items - skipped) {
        reader.skipNextRowGroup();
        nextGroup++;
        number += rows;
        skipped += rows;
      } else if (record().isPresent()) {
        skipped++;
      } else {
        return skipped;
      }
    }
    return skipped;
  }

  @Override
  public Optional<SourceItem> next() {
    return record().map(group -> row.item(group, number - 1));
  }

  private Optional<Group> record() {
    try {
      while (left == 0) {
        PageReadStore pages = reader.readNextRowGroup();
        if (pages == null) {
          return Optional.empty();
        }
        nextGroup++;
        left = pages.getRowCount();
        records =
            new ColumnIOFactory()
                .getColumnIO(row.schema())
                .getRecordReader(pages, new GroupRecordConverter(row.schema()));
      }
      left--;
      number++;
      return Optional.ofNullable(records).map(RecordReader::read);
    } catch (IOException | RuntimeException failure) {
      throw new SourceUnreadable(
          "%s is damaged after row %d: %s; fetch it again"
              .formatted(file, number, failure.getMessage()),
          failure);
    }
  }

  @Override
  public long bytesRead() {
    long rows = Math.max(1, reader.getRecordCount());
    return (long) ((double) PictureFolder.size(file) * number / rows);
  }

  @Override
  public void close() {
    close(file, reader);
  }

  static void close(Path file, ParquetFileReader reader) {
    try {
      reader.close();
    } catch (IOException failure) {
      throw new SourceUnreadable("cannot close " + file, failure);
    }
  }
}
