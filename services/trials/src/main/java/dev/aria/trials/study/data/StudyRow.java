package dev.aria.trials.study.data;

/** A row of one of the files of a study. */
public sealed interface StudyRow permits RunRow, MeasureRow, WeightRow {
  /** The run that it belongs to. */
  RunKey run();

  /** Its cells, separated by tabs, without a line end. */
  String line();
}
