package dev.aria.emoji.catalogue;

import java.util.ArrayList;
import java.util.List;

/**
 * Says which emoji a picture shows, by the least squared distance to all true pictures of the same
 * style and background. A stand-in for a person's eye: it asks whether a drawing is closer to what
 * was asked for than to anything else in the catalogue.
 */
public final class NearestEmoji {
  private final EmojiCatalogue catalogue;
  private final EmojiPictures pictures;

  public NearestEmoji(EmojiCatalogue catalogue, EmojiPictures pictures) {
    this.catalogue = catalogue;
    this.pictures = pictures;
  }

  /**
   * The emoji that {@code drawn} is closest to.
   *
   * @param drawn (C, H, W) values
   */
  public Emoji of(float[] drawn, Style style, Background background) {
    Emoji best = catalogue.emoji().get(0);
    double least = Double.POSITIVE_INFINITY;
    for (Emoji emoji : catalogue.emoji()) {
      double distance = distance(drawn, pictures.picture(emoji, style, background), least);
      if (distance < least) {
        least = distance;
        best = emoji;
      }
    }
    return best;
  }

  /** The drawings that are nearest to something else than what was asked for. */
  public List<Mistake> mistakes(List<EmojiPrompt> asked, List<float[]> drawn) {
    List<Mistake> mistakes = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      EmojiPrompt prompt = asked.get(i);
      Emoji seen = of(drawn.get(i), prompt.style(), prompt.background());
      if (!seen.equals(prompt.emoji())) {
        mistakes.add(new Mistake(prompt, seen));
      }
    }
    return mistakes;
  }

  /** Squared distance, given up once it passes {@code limit}. */
  private static double distance(float[] a, float[] b, double limit) {
    double sum = 0;
    for (int i = 0; i < a.length && sum < limit; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }

  /**
   * A drawing that was taken for something else.
   *
   * @param asked what was asked for
   * @param seen what its picture is nearest to
   */
  public record Mistake(EmojiPrompt asked, Emoji seen) {}
}
