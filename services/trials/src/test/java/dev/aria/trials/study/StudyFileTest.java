package dev.aria.trials.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

final class StudyFileTest {
  static final List<String> BUILT_IN = BuiltInStudies.NAMES;

  private static final String TWO =
      """
      statics = [other]
      contenders = [
        { name = rc, about = "Random Conditioning", paths = 0 }
        { name = other, about = "paths" }
        { name = aria, about = "steered", policy = aria, swept = true }
      ]
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @FieldSource("BUILT_IN")
  void read_studyThatComesWithAria_isWhole(String name) {
    Study study = StudyFile.read(name);

    assertThat(study.name()).isEqualTo(name);
    assertThat(study.title()).endsWith("?");
    assertThat(study.runs()).hasSize(study.schedule().seeds().size() * study.contenders().size());
  }

  /** Those in docs/results/studies/shipped/runs.tsv: later settings do not make runs worthless. */
  @ParameterizedTest
  @CsvSource({"rc, d021088b", "natural, 2b12907f", "aria, f8d68fb9"})
  void settingsDigest_runsThatAreCommitted_isTheirs(String contender, String digest) {
    Study study = StudyFile.read("shipped");
    StudyTraining training = new StudyTraining(study, folder, Clock.systemUTC());

    assertThat(study.runs())
        .filteredOn(run -> run.contender().name().equals(contender))
        .isNotEmpty()
        .allSatisfy(run -> assertThat(training.settingsDigest(run)).isEqualTo(digest));
  }

  @Test
  void parse_contender_hasWhatIsSaidAndElseTheUsual() {
    Study study =
        StudyFile.parse(
            "some",
            """
            steps = 7
            adaptive = mean, statics = []
            contenders = [
              { name = rc, about = "RC", paths = 0, policy = tempered
                settings { aria.run.conditioning { swap = constant, swap-parameter = 0.5 } } }
              { name = mean, about = "frozen", weights = "mean-of rc", scope = all }
            ]
            """);

    StudyContender rc = study.contenders().get(0);
    StudyContender mean = study.contenders().get(1);
    assertThat(rc.allocation().policy()).isEqualTo("tempered");
    assertThat(rc.allocation().scope()).isEqualTo("swapped");
    assertThat(rc.settings())
        .containsAllEntriesOf(
            Map.of(
                "aria.run.conditioning.swap", "constant",
                "aria.run.conditioning.swap-parameter", "0.5"));
    assertThat(mean.settings())
        .isEqualTo(Map.of("aria.run.shards", "1", "aria.run.micro-batch", "256"));
    assertThat(mean.allocation().paths()).isEqualTo(0.4);
    assertThat(mean.allocation().scope()).isEqualTo("all");
    assertThat(mean.rule()).isEqualTo(new WeightRule.MeanOf("rc"));
    assertThat(study.schedule().steps()).isEqualTo(7);
    assertThat(study.schedule().seeds()).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void parse_sweep_triesEveryCombinationOnTheSweptContendersAlone() {
    Study study =
        StudyFile.parse(
            "some",
            TWO
                + """
                purpose = TUNING
                adaptive = aria-1-8
                sweep { aria.run.allocation.aria { base-exponent = [0.5, 1], discrepancy-exponent = [4, 8] } }
                """);

    assertThat(study.contenders())
        .extracting(StudyContender::name)
        .containsExactly("rc", "other", "aria-0-5-4", "aria-0-5-8", "aria-1-4", "aria-1-8");
    assertThat(study.contenders().get(3).settings())
        .containsAllEntriesOf(
            Map.of(
                "aria.run.allocation.aria.base-exponent", "0.5",
                "aria.run.allocation.aria.discrepancy-exponent", "8"));
  }

  @Test
  void parse_sweepOfAConfirmation_isRefused() {
    assertThatThrownBy(
            () ->
                StudyFile.parse(
                    "some", TWO + "sweep { aria.run.allocation.aria.base-exponent = [0, 1] }"))
        .hasMessageContaining("base-exponent=[0, 1]")
        .hasMessageContaining("purpose = TUNING");
  }

  @Test
  void parse_tuningOnTheSplitOfTheDemo_isRefused() {
    assertThatThrownBy(
            () ->
                StudyFile.parse("some", TWO + "purpose = TUNING, problem { fresh-splits = false }"))
        .hasMessageContaining("problem.fresh-splits is false");
  }

  @Test
  void refuseVariables_thatWouldChangeAllContenders_areNamed() {
    assertThatThrownBy(() -> Studies.refuseVariables(Set.of("PATH", "ARIA_RUN_ALLOCATION_POLICY")))
        .hasMessageContaining("ARIA_RUN_ALLOCATION_POLICY would change all contenders");
    Studies.refuseVariables(Set.of("PATH", "ARIA_SKIP_BUILD", "ARIA_KAFKA_BOOTSTRAP_SERVERS"));
  }

  @Test
  void split_seedsOfTuning_areNoneOfConfirmation() {
    for (long seed : new long[] {1, 2, Study.LARGEST_SEED}) {
      assertThat(StudyPurpose.CONFIRMATION.split(seed)).isEqualTo(seed);
      assertThat(StudyPurpose.TUNING.split(seed)).isGreaterThan(Study.LARGEST_SEED);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          stepps = 3                          | unknown key 'stepps'; known: adaptive, aims, baseline
          problem { tails = ZIPF }            | unknown key 'problem.tails'
          seeds = []                          | seeds are [], must be at least one
          seeds = [1, 1]                      | seeds are [1, 1], must be at least one, all different
          seeds = [0]                         | in [1, 9999]
          steps = 0                           | steps, curve-every and oracle-every must be at least 1, got 0
          baseline = nobody                   | names the contender 'nobody', which is not among [aria, other, rc]
          statics = [gap]                     | names the contender 'gap'
          purpose = GUESSING                  | GUESSING
          contenders = []                     | contenders of study 'some' are []
          """)
  void parse_whatCannotBe_isNamed(String line, String message) {
    assertThatThrownBy(() -> StudyFile.parse("some", TWO + line)).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name = b, about = x, polizy = aria       | unknown key 'contenders.polizy'
          name = b, about = x, policy = arya       | policy is 'arya'
          name = b, about = x, weights = best      | weights is 'best', must be policy, gap, oracle or mean-of NAME
          name = b, about = x, paths = 1           | the part of path draws is 1.0
          name = b, about = x, settings { aria.run.steps = 9 } | contender 'b': its settings hold aria.run.steps, which all contenders of a study share
          name = "B b", about = x                  | contender 'B b' may hold only
          name = rc, about = x                     | all different
          name = b, about = x, weights = mean-of c | names the contender 'c'
          """)
  void parse_contenderThatCannotBe_isNamed(String entry, String message) {
    String text =
        TWO
            + "contenders = ${contenders} [ { "
            + entry.replace("mean-of c", "\"mean-of c\"")
            + " } ]";

    assertThatThrownBy(() -> StudyFile.parse("some", text)).hasMessageContaining(message);
  }

  @Test
  void read_fileAndUnknownName_areToldApart() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.conf"), TWO);

    assertThat(StudyFile.read(file.toString()).name()).isEqualTo("mine");
    assertThatThrownBy(() -> StudyFile.read("shiped"))
        .hasMessageContaining("there is no file 'shiped'")
        .hasMessageContaining("shipped");
    Files.writeString(file, "contenders = [");
    assertThatThrownBy(() -> StudyFile.read(file.toString())).hasMessageContaining(file.toString());
  }
}
