package dev.aria.emoji.catalogue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The pictures that come with a prompt: a share of those that show no animal and are not held out.
 * Every other picture is known to a student only through the teacher.
 */
public final class PairedSelection {
  /** Share of the allowed pictures that are paired, unless told otherwise. */
  public static final double DEFAULT_SHARE = 0.25;

  private PairedSelection() {}

  /**
   * The canonical prompts of the paired pictures, in a fixed shuffled order.
   *
   * @param share part of the allowed pictures, in (0, 1]
   * @param seed of the choice
   */
  public static List<EmojiPrompt> of(EmojiCatalogue catalogue, double share, long seed) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be in (0, 1], got " + share);
    }
    List<EmojiPrompt> allowed = new ArrayList<>();
    catalogue.emoji().stream().filter(e -> !e.animal()).forEach(e -> addAllowed(e, allowed));
    Collections.shuffle(allowed, new Random(seed));
    return List.copyOf(allowed.subList(0, (int) Math.ceil(share * allowed.size())));
  }

  private static void addAllowed(Emoji emoji, List<EmojiPrompt> allowed) {
    for (Style style : Style.values()) {
      for (Background background : Background.values()) {
        if (!HeldOutBackgrounds.of(emoji, style).contains(background)) {
          allowed.add(EmojiPrompt.canonical(emoji, style, background));
        }
      }
    }
  }
}
