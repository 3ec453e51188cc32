package dev.aria.trials.study.data;

/**
 * A finished run.
 *
 * @param run which run
 * @param settings digest of what it was trained with, 8 hex digits
 * @param steps steps that it was trained for; its last measures are at this step
 * @param samples samples that it was trained on
 * @param teacherPasses samples sent through the teacher for targets
 * @param regionMap digest of the region map that its averages are over, hex digits
 * @param studentSha256 digest of its student, hex digits
 * @param seconds time that it took
 */
public record RunRow(
    RunKey run,
    String settings,
    int steps,
    long samples,
    long teacherPasses,
    String regionMap,
    String studentSha256,
    double seconds)
    implements StudyRow {
  /** The heading of {@code runs.tsv}. */
  public static final String HEADING =
      "contender\tseed\tsettings\tsteps\tsamples\tteacher_passes\tregion_map\tstudent_sha256\tseconds";

  private static final String HEX = "[0-9a-f]+";

  public RunRow {
    RowText.matching("settings", settings, "[0-9a-f]{8}");
    RowText.notNegative("steps", steps);
    RowText.notNegative("samples", samples);
    RowText.notNegative("teacher_passes", teacherPasses);
    RowText.matching("region_map", regionMap, HEX);
    RowText.matching("student_sha256", studentSha256, HEX);
    RowText.notNegative("seconds", seconds);
  }

  /**
   * The row of {@code line}.
   *
   * @throws IllegalArgumentException naming the column and the value that it cannot read
   */
  public static RunRow parse(String line) {
    RowCells cells = RowCells.of(HEADING, line);
    return new RunRow(
        new RunKey(cells.text(), cells.longInteger()),
        cells.text(),
        cells.integer(),
        cells.longInteger(),
        cells.longInteger(),
        cells.text(),
        cells.text(),
        cells.real());
  }

  @Override
  public String line() {
    return RowCells.line(
        run.contender(),
        run.seed(),
        settings,
        steps,
        samples,
        teacherPasses,
        regionMap,
        studentSha256,
        seconds);
  }
}
