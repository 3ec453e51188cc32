package dev.aria.emoji.catalogue;

import dev.aria.emoji.catalogue.Split.Choice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Two of the eight backgrounds of every (emoji, style), drawn once for a split: prompts for these
 * pictures are for evaluation alone. Over the whole catalogue every background is held out about
 * equally often, so a student has seen each colour, though never on that emoji.
 */
record HeldOutBackgrounds(Split split) {
  private static final int COUNT = 2;
  private static final long SEED = 0x5eed_0001L;

  /** The backgrounds held out for {@code emoji} in {@code style}. */
  Set<Background> of(Emoji emoji, Style style) {
    long index = emoji.index() * 31L + style.word().hashCode();
    long seed = (SEED + index) * 0x9e37_79b9_7f4a_7c15L;
    List<Background> order = new ArrayList<>(List.of(Background.values()));
    Collections.shuffle(order, split.random(Choice.HELD_OUT, index, seed));
    return EnumSet.copyOf(order.subList(0, COUNT));
  }

  /** Canonical prompts of the pictures of {@code emoji} that are not held out. */
  List<EmojiPrompt> allowed(Emoji emoji) {
    List<EmojiPrompt> allowed = new ArrayList<>();
    for (Style style : Style.values()) {
      Set<Background> heldOut = of(emoji, style);
      for (Background background : Background.values()) {
        if (!heldOut.contains(background)) {
          allowed.add(EmojiPrompt.canonical(emoji, style, background));
        }
      }
    }
    return allowed;
  }
}
