package dev.aria.emoji.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The emoji of the built-in problem, in keyboard order. */
public final class EmojiCatalogue {
  private static final int COLUMNS = 6;

  private final List<Emoji> emoji;
  private final Map<String, Emoji> byName = new HashMap<>();

  private EmojiCatalogue(List<Emoji> emoji) {
    this.emoji = List.copyOf(emoji);
    emoji.forEach(e -> byName.put(e.name(), e));
  }

  /**
   * Reads {@code /emoji/catalogue.tsv} from the class path.
   *
   * @throws EmojiFilesUnreadable when it is missing or a line is malformed
   */
  public static EmojiCatalogue load() {
    String text = new String(EmojiResource.read("catalogue.tsv"), StandardCharsets.UTF_8);
    return new EmojiCatalogue(text.lines().skip(1).map(EmojiCatalogue::parse).toList());
  }

  private static Emoji parse(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != COLUMNS) {
      throw new EmojiFilesUnreadable(
          "catalogue.tsv: expected %d columns in '%s'".formatted(COLUMNS, line));
    }
    List<String> keywords =
        fields[5].isEmpty() ? List.of() : Arrays.asList(fields[5].split(",", -1));
    return new Emoji(
        Integer.parseInt(fields[0]),
        fields[1],
        fields[2],
        fields[3],
        fields[4].equals("animal"),
        keywords);
  }

  /** Every emoji; element i has index i. */
  public List<Emoji> emoji() {
    return emoji;
  }

  public int size() {
    return emoji.size();
  }

  public Optional<Emoji> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The categories in keyboard order. */
  public Set<String> categories() {
    Set<String> categories = new LinkedHashSet<>();
    emoji.forEach(e -> categories.add(e.category()));
    return categories;
  }
}
