package dev.aria.streamer.drawing;

import dev.aria.core.record.PromptCoordinate;
import dev.aria.streamer.store.Corpus;
import java.util.List;

/** A corpus of made-up prompts: prompt i of region r has id 1000 r + i and condition (r, i). */
final class ListCorpus implements Corpus {
  private final long[] sizes;
  private final int teachers;

  ListCorpus(long... sizes) {
    this(1, sizes);
  }

  /** Prompt i names teacher i modulo {@code teachers}. */
  private ListCorpus(int teachers, long[] sizes) {
    this.teachers = teachers;
    this.sizes = sizes.clone();
  }

  /** The same, of which prompt i names teacher i modulo {@code count}. */
  ListCorpus of(int count) {
    return new ListCorpus(count, sizes);
  }

  @Override
  public int teacher(int region, long index) {
    return (int) (index % teachers);
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
