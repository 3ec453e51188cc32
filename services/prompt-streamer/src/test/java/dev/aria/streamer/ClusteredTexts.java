package dev.aria.streamer;

import dev.aria.models.encoder.ConditionEncoder;

/**
 * An encoder of texts "cluster C item I": C fixes the place, I moves it a little, so that the
 * regions of k-means are the clusters. Refuses texts that hold "refuse".
 */
public final class ClusteredTexts implements ConditionEncoder {
  /** Text {@code item} of a cluster. */
  public static String text(int cluster, int item) {
    return "cluster %d item %d".formatted(cluster, item);
  }

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public String digest() {
    return "clustered-texts-encoder";
  }

  @Override
  public float[] encode(String text) {
    if (text.contains("refuse")) {
      throw new IllegalArgumentException("this text is refused");
    }
    String[] words = text.split(" ", -1);
    return new float[] {10f * Integer.parseInt(words[1]), 0.01f * Integer.parseInt(words[3])};
  }

  @Override
  public void close() {}
}
