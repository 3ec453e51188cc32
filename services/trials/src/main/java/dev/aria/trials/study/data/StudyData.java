package dev.aria.trials.study.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The finished runs of a study.
 *
 * @param runs each (contender, seed) once, those of one seed measured over one region map
 */
public record StudyData(List<FinishedRun> runs) {
  public StudyData {
    runs = List.copyOf(runs);
    if (runs.stream().map(run -> run.run().run()).distinct().count() != runs.size()) {
      throw new IllegalArgumentException("a run of the study has two outcomes");
    }
    runs.stream()
        .map(FinishedRun::run)
        .collect(
            Collectors.groupingBy(
                row -> row.run().seed(),
                Collectors.mapping(RunRow::regionMap, Collectors.toCollection(TreeSet::new))))
        .forEach(StudyData::checkOneMap);
  }

  private static void checkOneMap(long seed, Set<String> maps) {
    if (maps.size() > 1) {
      throw new IllegalArgumentException(
          "the runs of seed %d were measured over different region maps %s".formatted(seed, maps));
    }
  }

  /**
   * The finished runs of the study in {@code folder}; none when there are no files yet.
   *
   * @throws IllegalStateException naming file, line and value that cannot be read
   */
  public static StudyData read(Path folder) {
    return StudyFiles.in(folder).read();
  }

  /** These and one more. */
  public StudyData with(FinishedRun run) {
    List<FinishedRun> longer = new ArrayList<>(runs);
    longer.add(run);
    return new StudyData(longer);
  }

  /** The run of {@code key}, once it is finished. */
  public Optional<FinishedRun> of(RunKey key) {
    return runs.stream().filter(run -> run.run().run().equals(key)).findFirst();
  }

  /** Seeds of the finished runs of {@code contender}, ascending. */
  public List<Long> seeds(String contender) {
    return runs.stream()
        .map(run -> run.run().run())
        .filter(key -> key.contender().equals(contender))
        .map(RunKey::seed)
        .sorted()
        .toList();
  }

  /**
   * The runs of the three files, put together; rows of runs that {@code runs} lacks are left out.
   */
  static StudyData of(List<RunRow> runs, List<MeasureRow> measures, List<WeightRow> weights) {
    Map<RunKey, List<MeasureRow>> measured =
        measures.stream().collect(Collectors.groupingBy(MeasureRow::run));
    Map<RunKey, List<WeightRow>> weighted =
        weights.stream().collect(Collectors.groupingBy(WeightRow::run));
    return new StudyData(
        runs.stream()
            .map(
                run ->
                    new FinishedRun(
                        run,
                        measured.getOrDefault(run.run(), List.of()),
                        weighted.getOrDefault(run.run(), List.of())))
            .toList());
  }
}
