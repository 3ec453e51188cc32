package dev.aria.trials.study.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class StudyRowTest {
  private static final RunKey RUN = new RunKey("aria", 3);

  @Test
  void parse_lineOfARow_isTheRowToTheLastBit() {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    for (int i = 0; i < 100; i++) {
      double value = random.nextGaussian() * Math.pow(10, random.nextInt(-9, 9));
      double share = random.nextDouble();
      RunRow run = MadeUpRuns.row(new RunKey("contender " + i, i), random.nextLong(1L << 50));
      MeasureRow measure =
          new MeasureRow(RUN, i, 7, StudyMeasure.RETRIEVAL, "region:cats & dogs", value, 9);
      WeightRow weight = new WeightRow(RUN, i, 4, "food, raw", share, 0, share / 3, 1 / share);

      assertThat(RunRow.parse(run.line())).isEqualTo(run);
      assertThat(MeasureRow.parse(measure.line())).isEqualTo(measure);
      assertThat(WeightRow.parse(weight.line())).isEqualTo(weight);
    }
  }

  @Test
  void headings_haveAColumnForEachCell() {
    assertThat(RunRow.HEADING.split("\t")).hasSize(9);
    assertThat(MeasureRow.HEADING.split("\t")).hasSize(8);
    assertThat(WeightRow.HEADING.split("\t")).hasSize(9);
  }

  @ParameterizedTest
  @EnumSource
  void measure_ofItsName_isItself(StudyMeasure measure) {
    assertThat(StudyMeasure.of(measure.text())).isEqualTo(measure);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aria 3 10 70 noise-mse macro 0.5|has 7 fields, must have 8",
        "aria x 10 70 noise-mse macro 0.5 9|seed is 'x', must be a whole number",
        "aria -3 10 70 noise-mse macro 0.5 9|seed is -3",
        "aria 3 -1 70 noise-mse macro 0.5 9|step is -1",
        "aria 3 10 7e1 noise-mse macro 0.5 9|teacher_passes is '7e1'",
        "aria 3 10 70 noise macro 0.5 9|measure is 'noise', must be one of noise-mse, guided-mse",
        "aria 3 10 70 noise-mse median 0.5 9|group is 'median'",
        "aria 3 10 70 noise-mse region: 0.5 9|group is 'region:'",
        "aria 3 10 70 noise-mse bin:a 0.5 9|group is 'bin:a'",
        "aria 3 10 70 noise-mse macro much 9|value is 'much', must be a number",
        "aria 3 10 70 noise-mse macro NaN 9|value is NaN, must be finite",
        "aria 3 10 70 noise-mse macro 0.5 -9|prompts is -9",
      })
  void parse_wrongMeasure_namesColumnAndValue(String line, String message) {
    assertThatThrownBy(() -> MeasureRow.parse(line.replace(' ', '\t')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aria 3 0123abc 100 640 70 f9 ab 1.5|settings is '0123abc'",
        "aria 3 0123abcd -1 640 70 f9 ab 1.5|steps is -1",
        "aria 3 0123abcd 100 -1 70 f9 ab 1.5|samples is -1",
        "aria 3 0123abcd 100 640 -7 f9 ab 1.5|teacher_passes is -7",
        "aria 3 0123abcd 100 640 70 map ab 1.5|region_map is 'map'",
        "aria 3 0123abcd 100 640 70 f9 AB 1.5|student_sha256 is 'AB'",
        "aria 3 0123abcd 100 640 70 f9 ab -1.5|seconds is -1.5",
      })
  void parse_wrongRun_namesColumnAndValue(String line, String message) {
    assertThatThrownBy(() -> RunRow.parse(line.replace(' ', '\t')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aria 3 10 -1 food 0.1 0.1 0.2 1|region is -1",
        "aria 3 10 1 food -0.1 0.1 0.2 1|corpus_share is -0.1",
        "aria 3 10 1 food 0.1 NaN 0.2 1|pair_share is NaN",
        "aria 3 10 1 food 0.1 0.1 Infinity 1|weight is Infinity",
        "aria 3 10 1 food 0.1 0.1 0.2 -1|ratio is -1.0",
      })
  void parse_wrongWeight_namesColumnAndValue(String line, String message) {
    assertThatThrownBy(() -> WeightRow.parse(line.replace(' ', '\t')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void run_nameThatWouldNotComeBack_isRefused() {
    for (String name : new String[] {"", " ", "a\tb", "a\n", "a "}) {
      assertThatThrownBy(() -> new RunKey(name, 1)).hasMessageContaining("contender is '");
    }
    assertThatThrownBy(() -> new WeightRow(RUN, 1, 1, "a\tb", 0, 0, 0, 0))
        .hasMessageContaining("name is 'a\tb'");
  }
}
