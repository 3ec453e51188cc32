package dev.aria.streamer.tagging;

import dev.aria.core.record.TaggedPrompts;
import dev.aria.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Cuts tagged prompts into pages of one region, each small enough for one record. */
final class PageCutter {
  private static final int MAX_BYTES = 900 << 10;

  private final String regionMapDigest;

  PageCutter(String regionMapDigest) {
    this.regionMapDigest = regionMapDigest;
  }

  /**
   * Pages by region; prompts of a region keep their order.
   *
   * @param consumed how far the raw prompts are read with these
   */
  List<TaggedPrompts> cut(List<TaggedPrompt> prompts, Map<Integer, Long> consumed) {
    Map<Integer, List<TaggedPrompt>> byRegion =
        prompts.stream()
            .collect(
                Collectors.groupingBy(TaggedPrompt::region, TreeMap::new, Collectors.toList()));
    List<TaggedPrompts> pages = new ArrayList<>();
    byRegion.forEach((region, own) -> pages.addAll(cutRegion(region, own, consumed)));
    return pages;
  }

  private List<TaggedPrompts> cutRegion(
      int region, List<TaggedPrompt> prompts, Map<Integer, Long> consumed) {
    List<TaggedPrompts> pages = new ArrayList<>();
    int first = 0;
    int bytes = 0;
    for (int i = 0; i < prompts.size(); i++) {
      int own = prompts.get(i).bytes();
      if (i > first && (i - first == TaggedPrompts.MAX_PROMPTS || bytes + own > MAX_BYTES)) {
        pages.add(page(region, prompts.subList(first, i), consumed));
        first = i;
        bytes = 0;
      }
      bytes += own;
    }
    pages.add(page(region, prompts.subList(first, prompts.size()), consumed));
    return pages;
  }

  private TaggedPrompts page(int region, List<TaggedPrompt> prompts, Map<Integer, Long> consumed) {
    int dimension = prompts.get(0).condition().length;
    float[] conditions = new float[prompts.size() * dimension];
    for (int i = 0; i < prompts.size(); i++) {
      System.arraycopy(prompts.get(i).condition(), 0, conditions, i * dimension, dimension);
    }
    return new TaggedPrompts(
        regionMapDigest,
        region,
        prompts.stream().map(TaggedPrompt::id).toList(),
        prompts.stream().map(TaggedPrompt::text).toList(),
        Tensor.of(conditions, prompts.size(), dimension),
        consumed,
        teachers(prompts));
  }

  private static List<String> teachers(List<TaggedPrompt> prompts) {
    List<String> teachers = prompts.stream().map(TaggedPrompt::teacher).toList();
    return teachers.stream().allMatch(String::isEmpty) ? List.of() : teachers;
  }

  /** Partition of a region's pages: the same for all of them, spread over {@code partitions}. */
  static int partition(int region, int partitions) {
    return Math.floorMod(Integer.reverse(region * 0x9E3779B9), partitions);
  }
}
