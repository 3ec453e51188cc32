package dev.aria.cli.report;

import dev.aria.cli.evaluation.Discrepancies;
import dev.aria.cli.evaluation.RegionAverages;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far a student came: held-out discrepancy before and after, by region and by category, beside
 * that of predicting nothing.
 */
public final class DistillationReport {
  private final Grouping regions;
  private final Grouping categories;
  private final double[] shares;

  /**
   * Which group each held-out prompt falls in.
   *
   * @param names one a group
   * @param members group of each prompt, by prompt
   */
  public record Grouping(List<String> names, List<Integer> members) {
    public Grouping {
      names = List.copyOf(names);
      members = List.copyOf(members);
    }

    double[] means(Discrepancies discrepancies) {
      int[] group = members.stream().mapToInt(Integer::intValue).toArray();
      return discrepancies.byGroup(group, names.size());
    }

    long size(int group) {
      return members.stream().filter(member -> member == group).count();
    }
  }

  /**
   * Reports by {@code regions}, whose corpus shares are {@code shares}, and by {@code categories}.
   */
  public DistillationReport(Grouping regions, List<Double> shares, Grouping categories) {
    this.regions = regions;
    this.categories = categories;
    this.shares = shares.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Averages over the regions. */
  public RegionAverages averages(Discrepancies discrepancies) {
    return RegionAverages.of(regions.means(discrepancies), shares);
  }

  /** The whole report as text. */
  public String render(Discrepancies zero, Discrepancies before, Discrepancies after) {
    return "Held-out discrepancy by region, worst first\n"
        + table("region", regions, before, after)
        + "\nby category\n"
        + table("category", categories, before, after)
        + "\naverages over regions\n"
        + averagesTable(zero, before, after);
  }

  private static TextTable table(
      String heading, Grouping grouping, Discrepancies before, Discrepancies after) {
    double[] first = grouping.means(before);
    double[] last = grouping.means(after);
    TextTable table = new TextTable(heading, "prompts", "before", "after", "after/before");
    IntStream.range(0, last.length)
        .boxed()
        .filter(group -> !Double.isNaN(last[group]))
        .sorted(Comparator.comparingDouble((Integer group) -> -last[group]))
        .forEach(
            group ->
                table.row(
                    grouping.names().get(group),
                    grouping.size(group),
                    first[group],
                    last[group],
                    last[group] / first[group]));
    return table;
  }

  private TextTable averagesTable(Discrepancies zero, Discrepancies before, Discrepancies after) {
    RegionAverages nothing = averages(zero);
    RegionAverages first = averages(before);
    RegionAverages last = averages(after);
    return new TextTable("average", "zero", "before", "after", "after/before", "after/zero")
        .row(cells("macro", nothing.macro(), first.macro(), last.macro()))
        .row(cells("worst decile", nothing.worstDecile(), first.worstDecile(), last.worstDecile()))
        .row(cells("natural", nothing.natural(), first.natural(), last.natural()))
        .row(cells("all prompts", zero.mean(), before.mean(), after.mean()));
  }

  private static Object[] cells(String name, double zero, double before, double after) {
    return new Object[] {name, zero, before, after, after / before, after / zero};
  }
}
