package dev.aria.trials.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.trials.runs.Machine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BenchReportTest {
  private final Machine machine = new Machine("a processor", 2, "17", "abc1234");

  private static Repetition repetition(double pipeline, double overlapped, double inTurn) {
    return new Repetition(
        0.5,
        Map.of(
            Contender.PIPELINE, new Lap(pipeline, Map.of("KafkaMain", 0.01)),
            Contender.OVERLAPPED, new Lap(overlapped, Map.of("BareLoop", 1.5)),
            Contender.SEQUENTIAL, new Lap(inTurn, Map.of("BareLoop", 1.9)),
            Contender.REPLAY, new Lap(900, Map.of("KafkaMain", 0.001)),
            Contender.IN_MEMORY, new Lap(1000, Map.of())));
  }

  private List<String> lines(Repetition... repetitions) {
    BenchSettings settings =
        new BenchSettings(Path.of("data"), 400, 150, repetitions.length, false, 0.4, false);
    return new BenchReport(settings, machine, Instant.EPOCH, List.of(repetitions))
        .markdown()
        .lines()
        .map(line -> line.replaceAll(" +", " "))
        .toList();
  }

  @Test
  void markdown_threeRepetitions_ratiosAreToTheFasterBareLoopOfEach() {
    List<String> lines =
        lines(repetition(80, 100, 50), repetition(60, 50, 100), repetition(90, 100, 99));

    assertThat(lines)
        .contains("| pipeline / faster bare loop | 0.800 | 0.600 | 0.900 | 0.90 |")
        .contains("| replay / in memory | 0.900 | 0.900 | 0.900 | 0.95 |")
        .contains("| bare, in turn | 50 | 100 | 99 | 99 |");
  }

  @Test
  void markdown_pipelinesAlone_ratiosAreOfThoseThatRan() {
    Repetition pipelines =
        new Repetition(
            0.5,
            Map.of(
                Contender.PIPELINE, new Lap(80, Map.of()),
                Contender.OVERLAPPED, new Lap(100, Map.of()),
                Contender.PATHS, new Lap(60, Map.of())));

    assertThat(lines(pipelines))
        .contains("| pipeline / faster bare loop | 0.800 | 0.800 | 0.800 | 0.90 |")
        .contains("| pipeline with 40 % path draws / faster bare loop | 0.600 | 0.600 | 0.600 | |")
        .contains("| pipeline with 40 % path draws / without | 0.750 | 0.750 | 0.750 | |")
        .noneMatch(line -> line.contains("replay"));
  }

  @Test
  void markdown_processes_thoseThatDidNextToNothingAreLeftOut() {
    List<String> lines = lines(repetition(80, 100, 50));

    assertThat(lines)
        .contains("| KafkaMain | 32.0 | | | | |")
        .contains("| BareLoop | | 3840.0 | 9728.0 | | |");
  }

  @Test
  void markdown_header_namesMachineCommitAndWindow() {
    assertThat(String.join(" ", lines(repetition(80, 100, 50))))
        .contains("a processor, 2 cores, Java 17; commit abc1234")
        .contains("steps 150 to 375 measured");
  }
}
