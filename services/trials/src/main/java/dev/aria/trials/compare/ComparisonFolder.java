package dev.aria.trials.compare;

import dev.aria.core.file.WholeFile;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.emoji.demo.AllocationOptions;
import dev.aria.emoji.demo.DemoRun;
import dev.aria.emoji.demo.DemoSettings;
import dev.aria.emoji.problem.EmojiStudent;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of one comparison, {@code <data>/comparisons/<name>}: its runs as tab-separated values,
 * and the table over all of them, whichever command ran them. Not thread-safe.
 */
final class ComparisonFolder {
  private final String name;
  private final DemoSettings common;
  private final Engine engine;
  private final ResultFile runs;
  private final Path table;
  private RunResults results;

  private ComparisonFolder(String name, ComparisonSettings settings, Path folder) {
    this.name = name;
    this.common = settings.common();
    this.engine = settings.engine();
    this.runs = new ResultFile(folder.resolve("runs.tsv"));
    this.table = folder.resolve("table.md");
    this.results = runs.read();
  }

  /** The folder of comparison {@code name}; need not exist yet. */
  static ComparisonFolder of(ComparisonSettings settings, String name) {
    Path folder = settings.data().resolve("comparisons").resolve(name);
    return new ComparisonFolder(name, settings, folder);
  }

  RunResults results() {
    return results;
  }

  /** The file of runs. */
  Path runs() {
    return runs.path();
  }

  /**
   * Refuses regions other than those that earlier runs were measured by.
   *
   * @throws IllegalStateException when they differ
   */
  void checkRegions(RegionMapRecord regions) {
    results.all().stream()
        .filter(result -> !result.regionMap().equals(regions.digest()))
        .findFirst()
        .ifPresent(
            other -> {
              throw new IllegalStateException(
                  ("%s was measured by region map %.12s, the corpus now has %.12s; "
                          + "take another --data")
                      .formatted(other.run(), other.regionMap(), regions.digest()));
            });
  }

  /**
   * Refuses a run that was measured and cleared away, but has no outcome here any more: its topics
   * are gone, while Redis and its folder still know it.
   *
   * @throws IllegalStateException when it is one
   */
  void checkFresh(DemoRun run) {
    if (!Files.exists(run.initial())) {
      throw new IllegalStateException(
          ("run '%s' was measured and its topics deleted, but %s has no line of it; "
                  + "put the line back, or take another --data")
              .formatted(run.files().name(), runs.path()));
    }
  }

  /** Adds a finished run, and writes both files anew. */
  void add(RunResult result) {
    results = results.with(result);
    runs.write(results);
    writeReport();
  }

  /** Writes the table; returns where. */
  Path writeReport() {
    WholeFile.replace(table, report());
    return table;
  }

  /** What was compared, under which conditions, and the tables. */
  String report() {
    AllocationOptions allocation = common.allocation();
    return "Comparison '%s': %d steps, scope `%s`, signal `%s`, objective `%s`, student %s, trained by %s.%n%n%s%n"
        .formatted(
            name,
            common.steps(),
            allocation.scope(),
            allocation.signal(),
            allocation.objective(),
            EmojiStudent.shape(common.fromScratch()),
            engine.inProcess() ? "one process in lock step" : "the four services",
            new ComparisonReport(results).render());
  }
}
