package dev.aria.data.source;

import dev.aria.data.item.Captions;
import dev.aria.data.item.ItemReader;
import dev.aria.data.item.ItemSource;
import dev.aria.data.item.SourceUnreadable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A parquet file with a column of captions (texts or lists of texts) and one of pictures: bytes,
 * Hugging Face's struct of bytes and path, or paths relative to the file.
 */
final class ParquetFile implements ItemSource {
  private final Path file;
  private final ColumnNames columns;

  ParquetFile(Path file, ColumnNames columns) {
    this.file = file;
    this.columns = columns;
  }

  @Override
  public String identity() {
    return "parquet %s, %d bytes".formatted(file.getFileName(), bytes());
  }

  @Override
  public long bytes() {
    return PictureFolder.size(file);
  }

  @Override
  public ItemReader open() {
    ParquetFileReader reader = reader();
    try {
      MessageType schema = reader.getFooter().getFileMetaData().getSchema();
      List<String> names = schema.getFields().stream().map(Type::getName).toList();
      String caption = columns.caption(file.toString(), names);
      String image = columns.image(file.toString(), names);
      return items(reader, schema, List.of(caption, image));
    } catch (RuntimeException failure) {
      ParquetItems.close(file, reader);
      throw failure;
    }
  }

  /** Opens the captions alone; the items have no picture. */
  ItemReader openCaptions() {
    ParquetFileReader reader = reader();
    try {
      MessageType schema = reader.getFooter().getFileMetaData().getSchema();
      List<String> names = schema.getFields().stream().map(Type::getName).toList();
      String caption = columns.prompts(file.toString(), names, PromptTable.OPTION);
      return items(reader, schema, List.of(caption));
    } catch (RuntimeException failure) {
      ParquetItems.close(file, reader);
      throw failure;
    }
  }

  /** Reads the columns {@code names}, and that of teachers where there is one. */
  private ParquetItems items(ParquetFileReader reader, MessageType schema, List<String> names) {
    List<Type> columns = new ArrayList<>();
    names.forEach(name -> columns.add(schema.getType(name)));
    if (schema.containsField(Captions.TEACHER) && !names.contains(Captions.TEACHER)) {
      columns.add(schema.getType(Captions.TEACHER));
    }
    MessageType wanted = new MessageType(schema.getName(), columns);
    reader.setRequestedSchema(wanted);
    return new ParquetItems(file, reader, new ParquetRow(file, wanted, names.size()));
  }

  private ParquetFileReader reader() {
    try {
      ParquetReadOptions options =
          ParquetReadOptions.builder(new PlainParquetConfiguration())
              .withCodecFactory(new PlainDecompression())
              .build();
      return ParquetFileReader.open(new LocalInputFile(file), options);
    } catch (IOException | RuntimeException failure) {
      throw new SourceUnreadable(
          "cannot read %s as parquet: %s".formatted(file, failure.getMessage()), failure);
    }
  }
}
