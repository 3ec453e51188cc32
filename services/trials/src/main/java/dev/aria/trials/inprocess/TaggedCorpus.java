package dev.aria.trials.inprocess;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.models.encoder.ConditionEncoder;
import dev.aria.models.encoder.PromptEncoders;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.streamer.store.Corpus;
import dev.aria.streamer.store.InMemoryCorpus;
import dev.aria.streamer.tagging.TextTagging;
import java.util.List;

/**
 * A corpus tagged in memory, from which any number of runs may draw at once.
 *
 * @param map its region map, the one that the pipeline makes of the same texts under the same seed
 * @param pages its prompts with their conditions, by region
 * @param prompts the same, to draw from
 */
public record TaggedCorpus(RegionMapRecord map, List<TaggedPrompts> pages, Corpus prompts) {
  public TaggedCorpus {
    pages = List.copyOf(pages);
  }

  /**
   * Encodes {@code texts}, fits a region map to them and tags them.
   *
   * @param run how the regions are made, and the seed that they are made with
   * @param encoder makes the conditions; not needed any more after this
   * @throws IllegalArgumentException when there are fewer texts than regions
   */
  public static TaggedCorpus of(RunSettings run, ConditionEncoder encoder, List<String> texts) {
    TextTagging tagging = new TextTagging(run, PromptEncoders.of(encoder), texts);
    RegionMapRecord map = tagging.map();
    List<TaggedPrompts> pages = tagging.pages(map);
    return new TaggedCorpus(map, pages, InMemoryCorpus.of(map, pages));
  }
}
