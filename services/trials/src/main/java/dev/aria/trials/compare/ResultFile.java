package dev.aria.trials.compare;

import dev.aria.core.file.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The finished runs of a comparison in a file of tab-separated values, a line a run. The last
 * column is blank where nobody counted the teacher's passes, and missing in files of earlier
 * versions.
 */
final class ResultFile {
  private static final String TAB = "\t";
  private static final List<String> KEYS = List.of("seed", "policy", "region_map");
  private static final String PASSES = TAB + "teacher_passes";
  private static final String WITHOUT_PASSES =
      Stream.concat(KEYS.stream(), Arrays.stream(Measure.values()).map(Measure::column))
          .collect(Collectors.joining(TAB));
  private static final String HEADING = WITHOUT_PASSES + PASSES;
  private static final int VALUES = KEYS.size() + Measure.values().length;

  private final Path file;

  ResultFile(Path file) {
    this.file = file;
  }

  Path path() {
    return file;
  }

  /**
   * The runs in the file; none when there is no file.
   *
   * @throws IllegalStateException when a line cannot be read
   */
  RunResults read() {
    if (!Files.exists(file)) {
      return RunResults.none();
    }
    List<String> lines = lines();
    String heading = lines.isEmpty() ? "" : lines.get(0);
    if (!heading.equals(HEADING) && !heading.equals(WITHOUT_PASSES)) {
      throw unreadable(1, "is not the heading '" + HEADING.replace('\t', ' ') + "'", null);
    }
    int fields = heading.split(TAB, -1).length;
    List<RunResult> results = new ArrayList<>();
    for (int line = 1; line < lines.size(); line++) {
      results.add(parse(lines.get(line), line + 1, fields));
    }
    return new RunResults(results);
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + file, failure);
    }
  }

  private RunResult parse(String line, int number, int fields) {
    List<String> cells = List.of(line.split(TAB, -1));
    if (cells.size() != fields) {
      throw unreadable(number, "has %d fields, not %d".formatted(cells.size(), fields), null);
    }
    try {
      PlannedRun run = new PlannedRun(Long.parseLong(cells.get(0)), cells.get(1));
      return new RunResult(
          run,
          cells.get(2),
          values(cells.subList(KEYS.size(), VALUES)),
          passes(cells.subList(VALUES, fields)));
    } catch (IllegalArgumentException mistake) {
      throw unreadable(number, "cannot be read: " + mistake.getMessage(), mistake);
    }
  }

  private static Map<Measure, Double> values(List<String> cells) {
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    Iterator<String> cell = cells.iterator();
    for (Measure measure : Measure.values()) {
      values.put(measure, Double.valueOf(cell.next()));
    }
    return values;
  }

  private static OptionalLong passes(List<String> cells) {
    return cells.stream().filter(cell -> !cell.isBlank()).mapToLong(Long::parseLong).findFirst();
  }

  private IllegalStateException unreadable(int line, String what, @Nullable Throwable cause) {
    return new IllegalStateException(
        "line %d of %s %s; mend it, or take another --data".formatted(line, file, what), cause);
  }

  /** Writes {@code results} in the place of what was there, all or nothing. */
  void write(RunResults results) {
    String text =
        Stream.concat(Stream.of(HEADING), results.all().stream().map(ResultFile::line))
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    WholeFile.replace(file, text);
  }

  private static String line(RunResult result) {
    Stream<String> keys =
        Stream.of(Long.toString(result.run().seed()), result.run().policy(), result.regionMap());
    Stream<String> values =
        Arrays.stream(Measure.values()).map(measure -> Double.toString(result.value(measure)));
    OptionalLong passes = result.teacherPasses();
    String counted = passes.isPresent() ? Long.toString(passes.getAsLong()) : "";
    return Stream.of(keys, values, Stream.of(counted))
        .flatMap(cells -> cells)
        .collect(Collectors.joining(TAB));
  }
}
