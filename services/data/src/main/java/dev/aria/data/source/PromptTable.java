package dev.aria.data.source;

import dev.aria.data.item.Caption;
import dev.aria.data.item.Captions;
import dev.aria.data.item.ItemReader;
import dev.aria.data.item.SourceItem;
import dev.aria.data.item.SourceUnreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Prompts in a column of a table: CSV or TSV with a header, or parquet. */
public final class PromptTable {
  /** How a user names the column. */
  static final String OPTION = "--column";

  private PromptTable() {}

  /** Whether {@code file} is a table, by its ending. */
  public static boolean is(Path file) {
    return List.of("csv", "tsv", "parquet").contains(ending(file));
  }

  private static String ending(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /**
   * The captions in a column of {@code file}, read as the stream is, which the caller closes, with
   * the teacher that its column of that name holds. Of a row with several texts each comes; rows
   * without one are passed over, and those that do not fit the header.
   *
   * @param column its name; empty looks for the usual ones
   * @param refused is told of each row that does not fit the header
   * @throws SourceUnreadable when the file cannot be read, or has no such column; names those that
   *     there are
   */
  public static Stream<Caption> prompts(
      Path file, Optional<String> column, Consumer<String> refused) {
    ColumnNames columns = new ColumnNames(column, Optional.empty());
    return ending(file).equals("parquet") ? parquet(file, columns) : lines(file, columns, refused);
  }

  private static Stream<Caption> parquet(Path file, ColumnNames columns) {
    ItemReader reader = new ParquetFile(file, columns).openCaptions();
    return Stream.generate(reader::next)
        .takeWhile(Optional::isPresent)
        .flatMap(item -> item.stream().map(SourceItem::captions).flatMap(List::stream))
        .onClose(reader::close);
  }

  @SuppressWarnings("MustBeClosedChecker") // closed with the stream
  private static Stream<Caption> lines(Path file, ColumnNames columns, Consumer<String> refused) {
    try {
      CSVFormat form = ending(file).equals("tsv") ? CSVFormat.TDF : CSVFormat.RFC4180;
      CSVParser parser =
          CSVParser.parse(
              Files.newBufferedReader(file),
              form.builder().setHeader().setSkipHeaderRecord(true).get());
      String name = columns.prompts(file.toString(), parser.getHeaderNames(), OPTION);
      return StreamSupport.stream(parser.spliterator(), false)
          .filter(record -> fits(record, refused))
          .flatMap(
              record ->
                  Captions.by(CsvLines.teacher(record, name), Captions.of(record.get(name)))
                      .stream())
          .onClose(() -> close(parser));
    } catch (IOException failure) {
      throw new SourceUnreadable(
          "cannot read %s as a table in UTF-8: %s".formatted(file, failure.getMessage()), failure);
    }
  }

  private static boolean fits(CSVRecord record, Consumer<String> refused) {
    if (!record.isConsistent()) {
      refused.accept(
          "record %d: %d fields, its header has another number; quote texts that hold the separator"
              .formatted(record.getRecordNumber(), record.size()));
    }
    return record.isConsistent();
  }

  private static void close(CSVParser parser) {
    try {
      parser.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
