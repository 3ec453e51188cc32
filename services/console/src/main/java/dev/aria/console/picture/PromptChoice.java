package dev.aria.console.picture;

import dev.aria.console.region.TypicalPrompts;
import dev.aria.console.watch.WeightsRow;
import dev.aria.core.record.RegionMapRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which prompts are drawn: one of each of a few regions, half of them of regions without pairs,
 * where there are such.
 */
public final class PromptChoice {
  private final RegionMapRecord map;
  private final TypicalPrompts prompts;

  public PromptChoice(RegionMapRecord map, TypicalPrompts prompts) {
    this.map = map;
    this.prompts = prompts;
  }

  /**
   * At most {@code most} prompts, those with pairs first.
   *
   * @param weights any of the run, for the regions' shares of the pairs
   */
  public List<FixedPrompt> of(WeightsRow weights, int most) {
    List<Integer> without = regions(weights, true);
    int unpaired = Math.min(without.size(), most / 2);
    List<FixedPrompt> chosen = new ArrayList<>();
    add(chosen, regions(weights, false), most - unpaired, false);
    add(chosen, without, unpaired, true);
    return chosen;
  }

  private List<Integer> regions(WeightsRow weights, boolean unpaired) {
    return IntStream.range(0, map.regions())
        .filter(region -> (weights.paired().get(region) == 0) == unpaired)
        .boxed()
        .sorted(Comparator.comparingDouble(region -> -map.shares().get(region)))
        .toList();
  }

  private void add(List<FixedPrompt> chosen, List<Integer> regions, int most, boolean unpaired) {
    regions.stream()
        .flatMap(region -> prompts.of(region).stream().limit(1))
        .limit(most)
        .forEach(text -> chosen.add(new FixedPrompt(text, unpaired)));
  }
}
