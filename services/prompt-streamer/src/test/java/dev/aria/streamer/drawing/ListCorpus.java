package dev.aria.streamer.drawing;

import dev.aria.core.record.PromptCoordinate;
import dev.aria.streamer.store.Corpus;
import java.util.List;

/** A corpus of made-up prompts: prompt i of region r has id 1000 r + i and condition (r, i). */
final class ListCorpus implements Corpus {
  private final long[] sizes;

  ListCorpus(long... sizes) {
    this.sizes = sizes.clone();
  }

  @Override
  public int regions() {
    return sizes.length;
  }

  @Override
  public long size(int region) {
    return sizes[region];
  }

  @Override
  public List<Integer> conditionShape() {
    return List.of(2);
  }

  @Override
  public PromptCoordinate coordinate(int region, long index) {
    return new PromptCoordinate(region, index / 256, (int) (index % 256), 1000L * region + index);
  }

  @Override
  public void condition(int region, long index, float[] target, int offset) {
    target[offset] = region;
    target[offset + 1] = index;
  }
}
