package dev.aria.emoji.report;

import dev.aria.emoji.evaluation.Discrepancies;
import dev.aria.emoji.evaluation.RegionAverages;
import dev.aria.operations.text.TextTable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

  /**
   * Mean over the prompts of one category.
   *
   * @throws IllegalArgumentException when no held-out prompt is of that category
   */
  public double ofCategory(String name, Discrepancies discrepancies) {
    int category = categories.names().indexOf(name);
    if (category < 0) {
      throw new IllegalArgumentException("no held-out prompt is of category '%s'".formatted(name));
    }
    return categories.means(discrepancies)[category];
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

  /** The report on one student as text, beside predicting no noise. */
  public String render(Discrepancies zero, Discrepancies student) {
    String[] columns = {"prompts", "zero", "student", "student/zero"};
    RegionAverages nothing = averages(zero);
    RegionAverages reached = averages(student);
    TextTable averages =
        new TextTable("average", "zero", "student", "student/zero")
            .row(ratio("macro", nothing.macro(), reached.macro()))
            .row(ratio("worst decile", nothing.worstDecile(), reached.worstDecile()))
            .row(ratio("natural", nothing.natural(), reached.natural()))
            .row(ratio("all prompts", zero.mean(), student.mean()));
    return "Held-out discrepancy by region, worst first\n"
        + table("region", regions, zero, student, columns)
        + "\nby category\n"
        + table("category", categories, zero, student, columns)
        + "\naverages over regions\n"
        + averages;
  }

  private static Object[] ratio(String name, double zero, double student) {
    return new Object[] {name, zero, student, student / zero};
  }

  private static TextTable table(
      String heading, Grouping grouping, Discrepancies before, Discrepancies after) {
    return table(heading, grouping, before, after, "prompts", "before", "after", "after/before");
  }

  private static TextTable table(
      String heading,
      Grouping grouping,
      Discrepancies before,
      Discrepancies after,
      String... columns) {
    double[] first = grouping.means(before);
    double[] last = grouping.means(after);
    TextTable table =
        new TextTable(Stream.concat(Stream.of(heading), Stream.of(columns)).toArray(String[]::new));
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
