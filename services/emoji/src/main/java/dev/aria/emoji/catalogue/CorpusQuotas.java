package dev.aria.emoji.catalogue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** How many prompts the corpus takes of each name, by index of the emoji. */
final class CorpusQuotas {
  private static final int FEWEST = 4;
  private static final int SHIPPED_AIM = 26_000;
  private static final double OFFSET = 3;
  private static final double DECAY = 0.8;
  private static final double DEFAULT_SHARE = 1;
  private static final Map<String, Double> SHARES =
      Map.of(
          "Smileys & Emotion", 8.0,
          "People & Body", 4.0,
          "Animals & Nature", 3.0,
          "Food & Drink", 2.0,
          "Travel & Places", 1.5,
          "Flags", 0.4,
          "Symbols", 0.5);

  /** Prompts that the shipped corpus holds. */
  private static final int ZIPF_SIZE = 24_745;

  private static final int HALVINGS = 60;

  private CorpusQuotas() {}

  /** Quotas of the shipped tail; a name that has fewer prompts than its quota gives all of them. */
  static long[] shipped(EmojiCatalogue catalogue) {
    double[] weights = weights(catalogue);
    double total = Arrays.stream(weights).sum();
    return Arrays.stream(weights)
        .mapToLong(w -> Math.max(FEWEST, Math.round(SHIPPED_AIM * w / total)))
        .toArray();
  }

  private static double[] weights(EmojiCatalogue catalogue) {
    Map<String, Integer> ranks = new HashMap<>();
    double[] weights = new double[catalogue.size()];
    for (Emoji emoji : catalogue.emoji()) {
      int rank = ranks.merge(emoji.category(), 1, Integer::sum);
      double share = SHARES.getOrDefault(emoji.category(), DEFAULT_SHARE);
      weights[emoji.index()] = share * Math.pow(rank + OFFSET, -DECAY);
    }
    return weights;
  }

  /**
   * Quotas proportional to 1/r, as many in all as the shipped corpus has prompts. The few most
   * frequent names have no more than {@code available} prompts; the scale makes up for that.
   */
  static long[] zipf(EmojiCatalogue catalogue, int[] ranks, int[] available) {
    double low = 0;
    double high = (double) ZIPF_SIZE * catalogue.size();
    for (int i = 0; i < HALVINGS; i++) {
      double scale = (low + high) / 2;
      if (Arrays.stream(scaled(catalogue, ranks, available, scale)).sum() < ZIPF_SIZE) {
        low = scale;
      } else {
        high = scale;
      }
    }
    return scaled(catalogue, ranks, available, high);
  }

  private static long[] scaled(
      EmojiCatalogue catalogue, int[] ranks, int[] available, double scale) {
    return catalogue.emoji().stream()
        .mapToLong(
            emoji ->
                Math.min(
                    available[emoji.index()],
                    Math.max(FEWEST, Math.round(scale / ranks[emoji.index()]))))
        .toArray();
  }
}
