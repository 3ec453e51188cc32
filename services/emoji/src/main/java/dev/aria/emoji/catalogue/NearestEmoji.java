package dev.aria.emoji.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

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
    return nearest(List.of(drawn), style, background).get(0);
  }

  /**
   * The emoji that each drawing is closest to, among pictures of the style and background that its
   * prompt asked for.
   *
   * @param drawn (C, H, W) values each, by prompt
   */
  public List<Emoji> of(List<EmojiPrompt> asked, List<float[]> drawn) {
    Map<Integer, Emoji> seen = new TreeMap<>();
    for (Style style : Style.values()) {
      for (Background background : Background.values()) {
        List<Integer> members =
            IntStream.range(0, asked.size())
                .filter(i -> asked.get(i).style() == style)
                .filter(i -> asked.get(i).background() == background)
                .boxed()
                .toList();
        List<Emoji> nearest = nearest(members.stream().map(drawn::get).toList(), style, background);
        IntStream.range(0, members.size()).forEach(i -> seen.put(members.get(i), nearest.get(i)));
      }
    }
    return List.copyOf(seen.values());
  }

  /** Every true picture is laid over its background once for all drawings. */
  private List<Emoji> nearest(List<float[]> drawn, Style style, Background background) {
    if (drawn.isEmpty()) {
      return List.of();
    }
    Emoji[] best = new Emoji[drawn.size()];
    double[] least = new double[drawn.size()];
    Arrays.fill(best, catalogue.emoji().get(0));
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    for (Emoji emoji : catalogue.emoji()) {
      float[] picture = pictures.picture(emoji, style, background);
      for (int i = 0; i < best.length; i++) {
        double distance = distance(drawn.get(i), picture, least[i]);
        if (distance < least[i]) {
          least[i] = distance;
          best[i] = emoji;
        }
      }
    }
    return List.of(best);
  }

  /** The drawings that are nearest to something else than what was asked for. */
  public List<Mistake> mistakes(List<EmojiPrompt> asked, List<float[]> drawn) {
    List<Emoji> seen = of(asked, drawn);
    return IntStream.range(0, asked.size())
        .filter(i -> !seen.get(i).equals(asked.get(i).emoji()))
        .mapToObj(i -> new Mistake(asked.get(i), seen.get(i)))
        .toList();
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
