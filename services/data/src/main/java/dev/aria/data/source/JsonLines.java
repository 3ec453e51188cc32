package dev.aria.data.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aria.data.item.Captions;
import dev.aria.data.item.SourceUnreadable;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Metadata as a JSON object a line. */
final class JsonLines implements MetadataFolder.Lines {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROBABILITIES = "probabilities";

  private final Path file;
  private final ColumnNames columns;
  private final BufferedReader reader;
  private long number;
  private long bytesRead;
  private String image = "";
  private String caption = "";

  private JsonLines(Path file, ColumnNames columns, BufferedReader reader) {
    this.file = file;
    this.columns = columns;
    this.reader = reader;
  }

  /** Opens {@code file}. */
  @SuppressWarnings("MustBeClosedChecker") // closed by close
  static JsonLines open(Path file, ColumnNames columns) {
    try {
      return new JsonLines(file, columns, Files.newBufferedReader(file));
    } catch (IOException failure) {
      throw new SourceUnreadable("cannot read " + file, failure);
    }
  }

  @Override
  public Optional<MetadataFolder.Line> next() {
    try {
      String text = reader.readLine();
      while (text != null && text.isBlank()) {
        number++;
        text = reader.readLine();
      }
      if (text == null) {
        return Optional.empty();
      }
      number++;
      bytesRead += text.length() + 1;
      return Optional.of(line("%s:%d".formatted(file.getFileName(), number), text));
    } catch (IOException failure) {
      throw new SourceUnreadable(
          "%s cannot be read after line %d; it must be UTF-8".formatted(file, number), failure);
    }
  }

  private MetadataFolder.Line line(String place, String text) {
    try {
      JsonNode node = JSON.readTree(text);
      if (image.isEmpty()) { // the first line says which columns there are
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        image = columns.image(place, names);
        caption = columns.caption(place, names);
      }
      return new MetadataFolder.Line(
          place,
          node.path(image).asText(),
          Captions.by(
              Captions.teacher(node, caption),
              Captions.of(node.path(caption), node.path(PROBABILITIES))),
          Optional.empty());
    } catch (JsonProcessingException bad) {
      return MetadataFolder.Line.bad(place, "bad metadata: no JSON: " + bad.getOriginalMessage());
    } catch (IllegalArgumentException bad) {
      return MetadataFolder.Line.bad(place, "bad caption: " + bad.getMessage());
    }
  }

  @Override
  public long bytesRead() {
    return bytesRead;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException failure) {
      throw new SourceUnreadable("cannot close " + file, failure);
    }
  }
}
