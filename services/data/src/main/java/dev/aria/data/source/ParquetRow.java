package dev.aria.data.source;

import dev.aria.data.item.Caption;
import dev.aria.data.item.Captions;
import dev.aria.data.item.Content;
import dev.aria.data.item.SourceItem;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Reads an item out of a row: captions, then perhaps the picture, then perhaps the teacher. */
final class ParquetRow {
  private static final int CAPTION = 0;
  private static final int IMAGE = 1;

  private final Path file;
  private final MessageType schema;
  private final int asked;

  /**
   * @param schema of the row
   * @param asked columns before that of the teacher: 1 without a picture, 2 with one
   */
  ParquetRow(Path file, MessageType schema, int asked) {
    this.file = file.toAbsolutePath();
    this.schema = schema;
    this.asked = asked;
  }

  MessageType schema() {
    return schema;
  }

  SourceItem item(Group row, long number) {
    String name = "%s/%d".formatted(file.getFileName(), number);
    try {
      List<String> texts = new ArrayList<>();
      texts(row, CAPTION, texts);
      List<Caption> captions = Captions.by(teacher(row), Captions.of(texts));
      return new SourceItem(name, captions, picture(row));
    } catch (RuntimeException bad) { // the library's ways to say that a column is of another type
      return SourceItem.broken(name, "bad row: " + bad.getMessage());
    }
  }

  /** A text, or whatever depth of lists parquet wraps around texts. */
  private static void texts(Group group, int field, List<String> texts) {
    Type type = group.getType().getType(field);
    for (int i = 0; i < group.getFieldRepetitionCount(field); i++) {
      if (type.isPrimitive()) {
        texts.add(group.getString(field, i));
      } else {
        Group inner = group.getGroup(field, i);
        for (int each = 0; each < inner.getType().getFieldCount(); each++) {
          texts(inner, each, texts);
        }
      }
    }
  }

  private Optional<String> teacher(Group row) {
    boolean named = schema.getFieldCount() > asked && row.getFieldRepetitionCount(asked) > 0;
    return named ? Optional.of(row.getString(asked, 0)) : Optional.empty();
  }

  private Content picture(Group row) {
    if (asked == 1) {
      return new Content.Broken("no picture: captions alone were asked for");
    }
    Type type = schema.getType(IMAGE);
    if (row.getFieldRepetitionCount(IMAGE) == 0) {
      return new Content.Broken("no picture: the column %s is null".formatted(type.getName()));
    }
    if (type.isPrimitive()) {
      boolean isPath = type.getLogicalTypeAnnotation() instanceof StringLogicalTypeAnnotation;
      return isPath
          ? MetadataFolder.pictureFile(file, row.getString(IMAGE, 0))
          : new Content.Picture(bytes(row, IMAGE));
    }
    Group image = row.getGroup(IMAGE, 0);
    return present(image, "bytes")
        .<Content>map(field -> new Content.Picture(bytes(image, field)))
        .or(
            () ->
                present(image, "path")
                    .map(field -> MetadataFolder.pictureFile(file, image.getString(field, 0))))
        .orElseGet(() -> new Content.Broken("no picture: neither bytes nor path are there"));
  }

  private static Optional<Integer> present(Group group, String field) {
    if (!group.getType().containsField(field)) {
      return Optional.empty();
    }
    int index = group.getType().getFieldIndex(field);
    return group.getFieldRepetitionCount(index) == 0 ? Optional.empty() : Optional.of(index);
  }

  private static ByteBuffer bytes(Group group, int field) {
    return ByteBuffer.wrap(group.getBinary(field, 0).getBytes());
  }
}
