package dev.aria.data.item;

import java.util.List;

/**
 * One item of a source.
 *
 * @param name says where it stands, for messages: file, or file and place in it
 * @param captions in the source's order, perhaps none
 */
public record SourceItem(String name, List<Caption> captions, Content content) {
  public SourceItem {
    captions = List.copyOf(captions);
  }

  /** An item that cannot be used. */
  public static SourceItem broken(String name, String reason) {
    return new SourceItem(name, List.of(), new Content.Broken(reason));
  }
}
