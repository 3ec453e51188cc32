package dev.aria.emoji.problem.measurement;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.emoji.catalogue.Emoji;
import dev.aria.emoji.catalogue.EmojiPrompt;
import dev.aria.emoji.evaluation.Discrepancies;
import dev.aria.emoji.evaluation.HeldOutSet;
import dev.aria.emoji.evaluation.RegionAverages;
import dev.aria.emoji.evaluation.RegionMembers;
import dev.aria.emoji.problem.EmojiProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The groups of held-out prompts that means are taken over. Immutable. */
final class PromptGroups {
  private final Grouping regions;
  private final double[] shares;
  private final Grouping categories;
  private final Grouping unpaired;
  private final Grouping rare;

  /**
   * Groups without an overlap.
   *
   * @param names one a group
   * @param members group of each prompt, by prompt; -1 for none
   */
  private record Grouping(List<String> names, List<Integer> members) {
    static Grouping of(String name, List<Boolean> members) {
      return new Grouping(List.of(name), members.stream().map(in -> in ? 0 : -1).toList());
    }

    double[] means(Discrepancies discrepancies) {
      return discrepancies.byGroup(
          members.stream().mapToInt(Integer::intValue).toArray(), names.size());
    }

    int size(int group) {
      return (int) members.stream().filter(member -> member == group).count();
    }

    /** The mean of every group that has a prompt. */
    List<MeasuredValue> values(String measure, String prefix, Discrepancies discrepancies) {
      double[] means = means(discrepancies);
      return IntStream.range(0, means.length)
          .filter(group -> size(group) > 0)
          .mapToObj(g -> new MeasuredValue(measure, prefix + names.get(g), means[g], size(g)))
          .toList();
    }
  }

  private PromptGroups(
      Grouping regions, double[] shares, Grouping categories, Grouping unpaired, Grouping rare) {
    this.regions = regions;
    this.shares = shares;
    this.categories = categories;
    this.unpaired = unpaired;
    this.rare = rare;
  }

  /**
   * The groups of {@code held}, whose prompts are {@code prompts} in the same order.
   *
   * @param map names what is averaged over
   */
  static PromptGroups of(
      EmojiProblem problem, List<EmojiPrompt> prompts, HeldOutSet held, RegionMapRecord map) {
    Set<Emoji> rare = problem.rare();
    List<String> categories = held.categories().stream().distinct().sorted().toList();
    return new PromptGroups(
        new Grouping(map.names(), RegionMembers.of(held.conditions(), map)),
        map.shares().stream().mapToDouble(Double::doubleValue).toArray(),
        new Grouping(categories, held.categories().stream().map(categories::indexOf).toList()),
        Grouping.of("unpaired", prompts.stream().map(p -> problem.isUnpaired(p.emoji())).toList()),
        Grouping.of("rare", prompts.stream().map(p -> rare.contains(p.emoji())).toList()));
  }

  /** Mean of each region, by index; NaN for one without held-out prompts. */
  double[] byRegion(Discrepancies discrepancies) {
    return regions.means(discrepancies);
  }

  /** Averages over regions and over all prompts, and the means of unpaired and rare emoji. */
  List<MeasuredValue> averages(String measure, Discrepancies discrepancies) {
    RegionAverages averages = RegionAverages.of(regions.means(discrepancies), shares);
    int all = discrepancies.size();
    List<MeasuredValue> values = new ArrayList<>();
    values.add(new MeasuredValue(measure, "macro", averages.macro(), all));
    values.add(new MeasuredValue(measure, "worst-decile", averages.worstDecile(), all));
    values.add(new MeasuredValue(measure, "natural", averages.natural(), all));
    values.add(all(measure, discrepancies));
    values.addAll(unpaired.values(measure, "", discrepancies));
    values.addAll(rare.values(measure, "", discrepancies));
    return values;
  }

  /** The mean over all prompts. */
  MeasuredValue all(String measure, Discrepancies discrepancies) {
    return new MeasuredValue(measure, "all", discrepancies.mean(), discrepancies.size());
  }

  /** The mean of each region and of each category. */
  List<MeasuredValue> details(String measure, Discrepancies discrepancies) {
    List<MeasuredValue> values = new ArrayList<>(regions.values(measure, "region:", discrepancies));
    values.addAll(categories.values(measure, "category:", discrepancies));
    return values;
  }

  /** About every third prompt of each region, at least one where a region has any. */
  List<Integer> aThirdOfEachRegion() {
    int[] seen = new int[regions.names().size()];
    return IntStream.range(0, regions.members().size())
        .filter(prompt -> seen[regions.members().get(prompt)]++ % 3 == 0)
        .boxed()
        .toList();
  }
}
