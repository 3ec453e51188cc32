package dev.aria.emoji.catalogue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Two of the eight backgrounds of every (emoji, style), drawn once for all: prompts for these
 * pictures are for evaluation alone. Over the whole catalogue every background is held out about
 * equally often, so a student has seen each colour, though never on that emoji.
 */
final class HeldOutBackgrounds {
  private static final int COUNT = 2;
  private static final long SEED = 0x5eed_0001L;

  private HeldOutBackgrounds() {}

  static Set<Background> of(Emoji emoji, Style style) {
    long seed = SEED + emoji.index() * 31L + style.word().hashCode();
    List<Background> order = new ArrayList<>(List.of(Background.values()));
    Collections.shuffle(order, new Random(seed * 0x9e37_79b9_7f4a_7c15L));
    return EnumSet.copyOf(order.subList(0, COUNT));
  }
}
