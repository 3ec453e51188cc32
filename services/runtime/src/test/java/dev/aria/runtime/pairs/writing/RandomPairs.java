package dev.aria.runtime.pairs.writing;

import dev.aria.core.tensor.ElementType;
import dev.aria.runtime.pairs.PairLayout;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Batches of pairs that are a function of a seed and their number; every seventh item is bad. */
public final class RandomPairs {
  public static final Map<String, String> RECIPE = Map.of("codec", "random");
  public static final Map<String, String> SOURCES = Map.of("source 0", "nowhere");
  private static final int MOST_ITEMS = 5;

  private final PairLayout layout;
  private final long seed;

  public RandomPairs(PairLayout layout, long seed) {
    this.layout = layout;
    this.seed = seed;
  }

  /** Latents (2, 3) as {@code latentType}, conditions (4), region vectors of {@code regions}. */
  public static PairLayout layout(ElementType latentType, int regions, int rowsPerShard) {
    return new PairLayout(
        List.of(2, 3), latentType, List.of(4), regions, ElementType.FLOAT16, rowsPerShard);
  }

  /** Batch {@code number}: always the same. */
  public PairBatch batch(int number) {
    Random random = new Random(seed * 1_000_003 + number);
    int items = random.nextInt(MOST_ITEMS) + (number == 0 ? 1 : 0);
    List<NewPair> pairs = new ArrayList<>();
    List<PairBatch.Rejected> rejected = new ArrayList<>();
    for (int item = 0; item < items; item++) {
      String name = number + "/" + item;
      if (random.nextInt(7) == 0) {
        rejected.add(new PairBatch.Rejected(name, "no\tpicture"));
      } else {
        pairs.add(pair(name, random));
      }
    }
    return new PairBatch(items, pairs, rejected);
  }

  private NewPair pair(String name, Random random) {
    List<NewCaption> captions = new ArrayList<>();
    for (int left = random.nextInt(3) + 1; left > 0; left--) {
      captions.add(
          new NewCaption(
              name + " é".repeat(random.nextInt(4)) + left,
              random.nextDouble() + 0.01,
              floats(random, layout.conditionSize())));
    }
    return new NewPair(
        name,
        floats(random, layout.latentSize()),
        floats(random, layout.regionDimension()),
        captions);
  }

  /** Small multiples of a quarter, which float16 holds exactly. */
  private static FloatBuffer floats(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (random.nextInt(4001) - 2000) / 4f;
    }
    return FloatBuffer.wrap(values);
  }
}
