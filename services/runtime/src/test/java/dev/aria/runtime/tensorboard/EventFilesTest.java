package dev.aria.runtime.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFilesTest {
  private static final int POINTS = 20;

  @TempDir Path folder;

  @Test
  void append_points_areWhatTensorFlowsReaderReads() throws IOException {
    write(folder, points(1));

    List<ReadEvent> events = ReadEvent.of(only());

    assertThat(events.get(0).version()).isEqualTo("brain.Event:2");
    assertThat(events.get(1)).isEqualTo(ReadEvent.start(1, seconds(1)));
    assertThat(events.subList(2, events.size()))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, POINTS)
                .mapToObj(step -> ReadEvent.scalars(step, seconds(step), values(step, 1)))
                .toList());
  }

  /** As when the process is killed, at whichever byte, and the next one reads the log again. */
  @Test
  void append_fileCutAnywhere_isMadeWholeWithTheSameBytes() throws IOException {
    write(folder, points(1));
    Path file = only();
    byte[] whole = Files.readAllBytes(file);

    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      write(folder, points(1));
      assertThat(only()).as("cut at %d", length).hasBinaryContent(whole);
    }
  }

  @Test
  void append_twoWritersOfTheSamePoints_makeTheFileOfOne() throws IOException {
    write(folder.resolve("one"), points(1));
    try (EventFiles first = new EventFiles(folder.resolve("two"));
        EventFiles second = new EventFiles(folder.resolve("two"))) {
      for (ScalarPoint point : points(1)) {
        first.append(point);
        second.append(point);
      }
    }

    assertThat(files(folder.resolve("two"))).hasSize(1);
    assertThat(files(folder.resolve("two")).get(0))
        .hasSameBinaryContentAs(files(folder.resolve("one")).get(0));
  }

  /** As when a run is made longer, and its cosine falls more slowly from some step on. */
  @Test
  void append_otherPointsFromAStepOn_beginANewFileThatTakesTheirPlace() throws IOException {
    write(folder, points(1));
    byte[] before = Files.readAllBytes(only());
    List<ScalarPoint> changed = new ArrayList<>(points(1).subList(0, 12));
    changed.addAll(points(2).subList(12, POINTS));

    write(folder, changed);
    write(folder, changed);

    List<Path> files = files(folder);
    assertThat(files).hasSize(2);
    assertThat(files.get(0)).hasBinaryContent(before);
    List<ReadEvent> later = ReadEvent.of(files.get(1));
    assertThat(later.get(1)).isEqualTo(ReadEvent.start(13, seconds(13)));
    assertThat(later.get(2)).isEqualTo(ReadEvent.scalars(13, seconds(13), values(13, 2)));
    assertThat(later).hasSize(2 + POINTS - 12);
  }

  /** As TensorBoard takes the points of the file that it reads last. */
  @Test
  void append_changedPointsOfAnEarlierTime_lieInTheFileThatIsReadLast() throws IOException {
    write(folder, points(1).subList(12, POINTS));
    write(folder, points(2));

    List<Path> files = files(folder);
    assertThat(files).hasSize(2);
    assertThat(ReadEvent.of(files.get(1)).get(2))
        .isEqualTo(ReadEvent.scalars(1, seconds(1), values(1, 2)));
    write(folder, points(2));
    assertThat(files(folder)).isEqualTo(files);
  }

  /** As when a setting is changed and changed back. */
  @Test
  void append_pointsOfAnEarlierFileAndMore_goOnInANewOne() throws IOException {
    write(folder, points(1).subList(0, 12));
    write(folder, points(2).subList(0, 15));
    write(folder, points(1));

    List<Path> files = files(folder);
    assertThat(files).hasSize(3);
    assertThat(ReadEvent.of(files.get(0))).hasSize(2 + 12);
    List<ReadEvent> later = ReadEvent.of(files.get(2));
    assertThat(later.get(2)).isEqualTo(ReadEvent.scalars(13, seconds(13), values(13, 1)));
    assertThat(later).hasSize(2 + POINTS - 12);
  }

  @Test
  void append_folderThatCannotBe_saysWhichAndWhatToDo() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");

    assertThatThrownBy(() -> new EventFiles(file.resolve("below")))
        .isInstanceOf(EventsUnwritable.class)
        .hasMessageContaining(file.resolve("below").toString())
        .hasMessageContaining("aria.tensorboard.folder");
  }

  private static void write(Path to, List<ScalarPoint> points) {
    try (EventFiles files = new EventFiles(to)) {
      points.forEach(files::append);
    }
  }

  private static List<ScalarPoint> points(int factor) {
    return IntStream.rangeClosed(1, POINTS)
        .mapToObj(
            step ->
                new ScalarPoint(
                    step,
                    Reports.BEGAN.plusMillis(500L * step),
                    new TreeMap<>(values(step, factor))))
        .toList();
  }

  private static SortedMap<String, Double> values(long step, int factor) {
    SortedMap<String, Double> values = new TreeMap<>();
    values.put("discrepancy/macro", step * 0.5 * factor);
    values.put("loss", 0.0);
    return values;
  }

  private static double seconds(long step) {
    return Reports.BEGAN.getEpochSecond() + 0.5 * step;
  }

  private Path only() throws IOException {
    assertThat(files(folder)).hasSize(1);
    return files(folder).get(0);
  }

  private static List<Path> files(Path in) throws IOException {
    try (Stream<Path> files = Files.list(in)) {
      return files.sorted().toList();
    }
  }
}
