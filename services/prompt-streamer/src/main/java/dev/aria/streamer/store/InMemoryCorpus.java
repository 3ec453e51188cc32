package dev.aria.streamer.store;

import dev.aria.core.record.PromptCoordinate;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.TaggedPrompts;
import java.util.ArrayList;
import java.util.List;

/**
 * A tagged corpus in memory: the prompts of a region in the order of their pages, as if page i lay
 * at offset i of one partition. Immutable, so any number of samplers may draw from it at once.
 */
public final class InMemoryCorpus implements Corpus {
  private static final int PARTITION = 0;

  private final List<TaggedPrompts> pages;
  private final List<List<Place>> regions;

  private record Place(int page, int row) {}

  private InMemoryCorpus(List<TaggedPrompts> pages, List<List<Place>> regions) {
    this.pages = pages;
    this.regions = regions;
  }

  /**
   * The prompts of {@code pages}, none of which names a teacher.
   *
   * @throws IllegalArgumentException when there is no page, one is not of {@code map}, or a prompt
   *     names a teacher
   */
  public static InMemoryCorpus of(RegionMapRecord map, List<TaggedPrompts> pages) {
    if (pages.isEmpty()) {
      throw new IllegalArgumentException("the corpus holds no prompt");
    }
    List<List<Place>> regions = new ArrayList<>();
    for (int region = 0; region < map.regions(); region++) {
      regions.add(new ArrayList<>());
    }
    for (int page = 0; page < pages.size(); page++) {
      TaggedPrompts one = pages.get(page);
      List<Place> region = regions.get(region(map, one));
      for (int row = 0; row < one.ids().size(); row++) {
        refuseTeacher(one, row);
        region.add(new Place(page, row));
      }
    }
    return new InMemoryCorpus(List.copyOf(pages), List.copyOf(regions));
  }

  private static void refuseTeacher(TaggedPrompts page, int row) {
    page.teacher(row)
        .ifPresent(
            teacher -> {
              throw new IllegalArgumentException(
                  "prompt '%s' names the teacher '%s'; a corpus in memory has one teacher"
                      .formatted(page.texts().get(row), teacher));
            });
  }

  private static int region(RegionMapRecord map, TaggedPrompts page) {
    if (!page.regionMapDigest().equals(map.digest()) || page.region() >= map.regions()) {
      throw new IllegalArgumentException(
          "page of region %d, map %s does not belong to map %s of %d regions"
              .formatted(page.region(), page.regionMapDigest(), map.digest(), map.regions()));
    }
    return page.region();
  }

  @Override
  public int regions() {
    return regions.size();
  }

  @Override
  public long size(int region) {
    return regions.get(region).size();
  }

  @Override
  public List<Integer> conditionShape() {
    List<Integer> shape = pages.get(0).conditions().shape();
    return shape.subList(1, shape.size());
  }

  @Override
  public PromptCoordinate coordinate(int region, long index) {
    Place place = place(region, index);
    long id = pages.get(place.page()).ids().get(place.row());
    return new PromptCoordinate(PARTITION, place.page(), place.row(), id);
  }

  @Override
  public void condition(int region, long index, float[] target, int offset) {
    Place place = place(region, index);
    pages.get(place.page()).conditions().readRow(place.row(), target, offset);
  }

  private Place place(int region, long index) {
    return regions.get(region).get(Math.toIntExact(index));
  }
}
