package dev.aria.data.source;

import dev.aria.data.item.Captions;
import dev.aria.data.item.SourceUnreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Metadata as CSV with a header. */
final class CsvLines implements MetadataFolder.Lines {
  private final Path file;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final String image;
  private final String caption;
  private long bytesRead;

  private CsvLines(Path file, CSVParser parser, ColumnNames columns) {
    this.file = file;
    this.parser = parser;
    this.records = parser.iterator();
    List<String> names = parser.getHeaderNames();
    this.image = columns.image(file.toString(), names);
    this.caption = columns.caption(file.toString(), names);
  }

  /** Opens {@code file} and finds the columns. */
  @SuppressWarnings("MustBeClosedChecker") // closed by close
  static CsvLines open(Path file, ColumnNames columns) {
    try {
      CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
      return new CsvLines(file, CSVParser.parse(Files.newBufferedReader(file), format), columns);
    } catch (IOException failure) {
      throw new SourceUnreadable("cannot read %s as CSV in UTF-8".formatted(file), failure);
    }
  }

  @Override
  public Optional<MetadataFolder.Line> next() {
    try {
      return records.hasNext() ? Optional.of(line(records.next())) : Optional.empty();
    } catch (UncheckedIOException | IllegalStateException failure) {
      throw new SourceUnreadable(
          "%s is no CSV in UTF-8 after record %d: %s"
              .formatted(file, parser.getRecordNumber(), failure.getMessage()),
          failure);
    }
  }

  private MetadataFolder.Line line(CSVRecord record) {
    String place = "%s:%d".formatted(file.getFileName(), parser.getCurrentLineNumber());
    bytesRead = record.getCharacterPosition();
    if (!record.isConsistent()) {
      return MetadataFolder.Line.bad(place, "bad metadata: %d fields".formatted(record.size()));
    }
    return new MetadataFolder.Line(
        place,
        record.get(image),
        Captions.by(teacher(record, caption), Captions.of(record.get(caption))),
        Optional.empty());
  }

  /** The teacher that a row names, where the table has such a column beside {@code caption}. */
  static Optional<String> teacher(CSVRecord record, String caption) {
    return record.isMapped(Captions.TEACHER) && !caption.equals(Captions.TEACHER)
        ? Optional.of(record.get(Captions.TEACHER))
        : Optional.empty();
  }

  @Override
  public long bytesRead() {
    return bytesRead;
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException failure) {
      throw new SourceUnreadable("cannot close " + file, failure);
    }
  }
}
