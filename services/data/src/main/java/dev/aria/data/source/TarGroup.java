package dev.aria.data.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.aria.data.item.Caption;
import dev.aria.data.item.Captions;
import dev.aria.data.item.Content;
import dev.aria.data.item.SourceItem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of a tar that make one item. */
final class TarGroup {
  private final String file;
  private final String key;
  private final String captionField;
  private byte @Nullable [] picture;
  private byte @Nullable [] text;
  private byte @Nullable [] json;
  private String flaw = "";

  TarGroup(String file, String key, String captionField) {
    this.file = file;
    this.key = key;
    this.captionField = captionField;
  }

  String key() {
    return key;
  }

  /** Takes the file {@code name} of {@code size} bytes from {@code in}, if it is of use. */
  void add(String name, InputStream in, long size) throws IOException {
    String ending = name.substring(Math.min(name.length(), key.length() + 1));
    ending = ending.toLowerCase(Locale.ROOT);
    boolean isPicture = PictureFiles.ENDINGS.contains(ending);
    if (!isPicture && !ending.equals("txt") && !ending.equals("json")) {
      return;
    }
    if (size > PictureFiles.MOST_BYTES) {
      flaw = "too large: %s has %d bytes".formatted(name, size);
      return;
    }
    byte[] bytes = in.readNBytes((int) size);
    if (bytes.length < size) {
      throw new IOException("%s ends after %d of %d bytes".formatted(name, bytes.length, size));
    }
    if (isPicture) {
      picture = bytes;
    } else if (ending.equals("txt")) {
      text = bytes;
    } else {
      json = bytes;
    }
  }

  SourceItem item() {
    String name = file + "/" + key;
    if (!flaw.isEmpty()) {
      return SourceItem.broken(name, flaw);
    }
    try {
      List<Caption> captions = Captions.by(teacher(), captions());
      if (picture == null) {
        return SourceItem.broken(
            name,
            captions.isEmpty()
                ? "no picture: the group holds none of " + PictureFiles.ENDINGS
                : "no picture: the caption stands alone");
      }
      return new SourceItem(name, captions, new Content.Picture(ByteBuffer.wrap(picture)));
    } catch (IOException | IllegalArgumentException bad) {
      return SourceItem.broken(name, "bad caption: " + bad.getMessage());
    }
  }

  private List<Caption> captions() throws IOException {
    if (text != null) {
      return Captions.ofText(text);
    }
    if (json == null) {
      return List.of();
    }
    JsonNode node = parsed(json);
    return Captions.of(node.path(captionField), node.path("probabilities"));
  }

  /**
   * Of the {@code .json}, also where a {@code .txt} holds the caption. A damaged one beside a
   * {@code .txt} names none.
   */
  private Optional<String> teacher() throws IOException {
    if (json == null) {
      return Optional.empty();
    }
    try {
      return Captions.teacher(parsed(json), text == null ? captionField : "");
    } catch (IOException damage) {
      if (text == null) {
        throw damage;
      }
      return Optional.empty();
    }
  }

  private static JsonNode parsed(byte[] json) throws IOException {
    try {
      return JsonLines.JSON.readTree(json);
    } catch (JsonProcessingException damage) {
      throw new IOException(".json is no JSON: " + damage.getOriginalMessage(), damage);
    }
  }
}
