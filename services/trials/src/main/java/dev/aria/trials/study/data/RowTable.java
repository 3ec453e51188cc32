package dev.aria.trials.study.data;

import dev.aria.core.file.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One file of a study: a heading, then a row a line. Rows are only ever added at its end, so a last
 * line without a line end was cut short as it was written, and is left out.
 *
 * @param file where it is; need not exist
 * @param heading its first line
 * @param parse makes a row of a line
 */
record RowTable<T extends StudyRow>(Path file, String heading, Function<String, T> parse) {
  private static final int NUMBER_OF_FIRST_ROW = 2;

  /**
   * Its rows that {@code wanted} accepts.
   *
   * @throws IllegalStateException naming file and line that cannot be read
   */
  List<T> rows(Predicate<RunKey> wanted) {
    List<T> rows = new ArrayList<>();
    int number = NUMBER_OF_FIRST_ROW;
    for (String line : lines()) {
      T row = row(line, number++);
      if (wanted.test(row.run())) {
        rows.add(row);
      }
    }
    return rows;
  }

  private T row(String line, int number) {
    try {
      return parse.apply(line);
    } catch (IllegalArgumentException mistake) {
      throw new IllegalStateException(
          "line %d of %s cannot be read: %s; mend it, or take another folder"
              .formatted(number, file, mistake.getMessage()),
          mistake);
    }
  }

  /** Its whole lines below the heading. */
  private List<String> lines() {
    String text = text();
    int end = text.lastIndexOf('\n');
    if (end < 0) {
      return List.of();
    }
    List<String> lines = List.of(text.substring(0, end).split("\n", -1));
    if (!lines.get(0).equals(heading)) {
      throw new IllegalStateException(
          "line 1 of %s is '%s', must be the heading '%s'; mend it, or take another folder"
              .formatted(file, lines.get(0).replace('\t', ' '), heading.replace('\t', ' ')));
    }
    return lines.subList(1, lines.size());
  }

  private String text() {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + file, failure);
    }
  }

  /** Holds exactly {@code rows} from now on, all or nothing; untouched when it does already. */
  void keep(List<T> rows) {
    String text = heading + "\n" + lines(rows);
    if (text.equals(text())) {
      return;
    }
    WholeFile.replace(file, text);
  }

  /** Adds {@code rows} at its end; on the disk when this returns. */
  void add(List<T> rows) {
    try {
      WholeFile.append(file, lines(rows));
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + file, failure);
    }
  }

  private static String lines(List<? extends StudyRow> rows) {
    return rows.stream().flatMap(row -> Stream.of(row.line(), "\n")).collect(Collectors.joining());
  }
}
