package dev.aria.trials.study.data;

import java.nio.file.Path;

/**
 * The files of a study as its runs finish: a run is there whole or not at all, wherever the process
 * ends. Thread-safe; one process at a time may hold it open.
 */
public final class StudyLog {
  private final StudyFiles files;
  private StudyData data;

  private StudyLog(StudyFiles files) {
    this.files = files;
    this.data = files.read();
  }

  /**
   * The study in {@code folder}, which need not exist. Rows that a cut-short run left behind are
   * dropped from the files.
   *
   * @throws IllegalStateException naming file, line and value that cannot be read
   */
  public static StudyLog open(Path folder) {
    StudyLog log = new StudyLog(StudyFiles.in(folder));
    log.files.clean();
    return log;
  }

  /** The runs that are finished. */
  public synchronized StudyData data() {
    return data;
  }

  /**
   * Adds a finished run; it is on the disk when this returns. After a failure to write, open the
   * study anew.
   *
   * @throws IllegalArgumentException when it is there already, or was measured over other regions
   */
  public synchronized void add(FinishedRun run) {
    StudyData longer = data.with(run);
    files.add(run);
    data = longer;
  }
}
