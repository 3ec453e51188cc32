package dev.aria.streamer.tagging;

import dev.aria.core.record.PromptRecord;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.encoder.ConditionEncoder;
import dev.aria.models.encoder.PromptEncoders;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import dev.aria.streamer.corpus.RegionTagger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tags a list of texts in this process, without a log. Its map is the one that taggers make of the
 * same texts, written one after another to a prompts topic of the usual {@link
 * Topics#PROMPT_PARTITIONS}.
 */
public final class TextTagging {
  private final RunSettings run;
  private final PromptEncoders encoders;
  private final List<PromptRecord> prompts;

  /**
   * @param run its regions are made
   * @param encoders make conditions and regions; their owner closes them
   * @param texts the corpus; none names a region of its own
   */
  public TextTagging(RunSettings run, PromptEncoders encoders, List<String> texts) {
    this.run = run;
    this.encoders = encoders;
    this.prompts = texts.stream().map(text -> new PromptRecord(text, Optional.empty())).toList();
  }

  /**
   * The region map of the texts.
   *
   * @throws IllegalArgumentException when there are fewer texts than regions, or regions are to
   *     come from a field of the prompts
   */
  public RegionMapRecord map() {
    PromptSample sample = new PromptSample(run.seed(), run.regions().sample());
    for (int i = 0; i < prompts.size(); i++) {
      int partition = i % Topics.PROMPT_PARTITIONS;
      sample.offer(partition, i / Topics.PROMPT_PARTITIONS, prompts.get(i));
    }
    List<PromptRecord> sampled = sample.prompts();
    return new RegionMapMaker(run, encoders.digest(), new KMeansRegions())
        .make(sampled, rows(encoded(encoders.regions(), sampled)));
  }

  private Tensor rows(List<float[]> vectors) {
    int dimension = encoders.regions().dimension();
    float[] rows = new float[vectors.size() * dimension];
    for (int i = 0; i < vectors.size(); i++) {
      System.arraycopy(vectors.get(i), 0, rows, i * dimension, dimension);
    }
    return Tensor.of(rows, vectors.size(), dimension);
  }

  /** On all processors: an encoder gives the same bytes whatever runs beside it. */
  private static List<float[]> encoded(ConditionEncoder encoder, List<PromptRecord> some) {
    return some.parallelStream().map(prompt -> encoder.encode(prompt.text())).toList();
  }

  /** Every text as a page of its region holds it; the texts of a region keep their order. */
  public List<TaggedPrompts> pages(RegionMapRecord map) {
    RegionTagger regions = new RegionTagger(run, map);
    List<float[]> conditions = encoded(encoders.conditions(), prompts);
    List<float[]> vectors = encoders.alike() ? conditions : encoded(encoders.regions(), prompts);
    List<TaggedPrompt> tagged = new ArrayList<>(prompts.size());
    for (int i = 0; i < prompts.size(); i++) {
      PromptRecord prompt = prompts.get(i);
      int region = regions.region(prompt, vectors.get(i));
      tagged.add(new TaggedPrompt(prompt, region, conditions.get(i)));
    }
    return new PageCutter(map.digest()).cut(tagged, Map.of());
  }
}
