package dev.aria.trials.study.data;

/**
 * The weight of one region among the steered draws of a run, from one of its steps on.
 *
 * @param run which run
 * @param step first step that draws by it
 * @param region number of the region
 * @param name name of the region
 * @param corpusShare its share of the corpus
 * @param pairShare its share of the paired set
 * @param weight its share of the steered draws
 * @param ratio its tracked discrepancy relative to the mean of the regions
 */
public record WeightRow(
    RunKey run,
    int step,
    int region,
    String name,
    double corpusShare,
    double pairShare,
    double weight,
    double ratio)
    implements StudyRow {
  /** The heading of {@code weights.tsv}. */
  public static final String HEADING =
      "contender\tseed\tstep\tregion\tname\tcorpus_share\tpair_share\tweight\tratio";

  public WeightRow {
    RowText.notNegative("step", step);
    RowText.notNegative("region", region);
    RowText.name("name", name);
    RowText.notNegative("corpus_share", corpusShare);
    RowText.notNegative("pair_share", pairShare);
    RowText.notNegative("weight", weight);
    RowText.notNegative("ratio", ratio);
  }

  /**
   * The row of {@code line}.
   *
   * @throws IllegalArgumentException naming the column and the value that it cannot read
   */
  public static WeightRow parse(String line) {
    RowCells cells = RowCells.of(HEADING, line);
    return new WeightRow(
        new RunKey(cells.text(), cells.longInteger()),
        cells.integer(),
        cells.integer(),
        cells.text(),
        cells.real(),
        cells.real(),
        cells.real(),
        cells.real());
  }

  @Override
  public String line() {
    return RowCells.line(
        run.contender(), run.seed(), step, region, name, corpusShare, pairShare, weight, ratio);
  }
}
