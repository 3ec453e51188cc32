package dev.aria.trials.study.data;

/**
 * One measure of a run at one of its steps.
 *
 * @param run which run
 * @param step steps that were trained until then
 * @param teacherPasses samples sent through the teacher until then
 * @param measure what was measured
 * @param group over which prompts: an average such as {@code macro}, or one {@code region:<name>},
 *     {@code category:<name>} or {@code bin:<i>}
 * @param value the value, finite
 * @param prompts number of prompts behind it
 */
public record MeasureRow(
    RunKey run,
    int step,
    long teacherPasses,
    StudyMeasure measure,
    String group,
    double value,
    int prompts)
    implements StudyRow {
  /** The heading of {@code measures.tsv}. */
  public static final String HEADING =
      "contender\tseed\tstep\tteacher_passes\tmeasure\tgroup\tvalue\tprompts";

  private static final String GROUP =
      "macro|worst-decile|natural|all|unpaired|rare|paired|(region|category):\\S|"
          + "(region|category):\\S[^\t\r\n]*\\S|bin:\\d+";

  public MeasureRow {
    RowText.notNegative("step", step);
    RowText.notNegative("teacher_passes", teacherPasses);
    RowText.matching("group", group, GROUP);
    RowText.finite("value", value);
    RowText.notNegative("prompts", prompts);
  }

  /**
   * The row of {@code line}.
   *
   * @throws IllegalArgumentException naming the column and the value that it cannot read
   */
  public static MeasureRow parse(String line) {
    RowCells cells = RowCells.of(HEADING, line);
    return new MeasureRow(
        new RunKey(cells.text(), cells.longInteger()),
        cells.integer(),
        cells.longInteger(),
        StudyMeasure.of(cells.text()),
        cells.text(),
        cells.real(),
        cells.integer());
  }

  @Override
  public String line() {
    return RowCells.line(
        run.contender(), run.seed(), step, teacherPasses, measure.text(), group, value, prompts);
  }
}
