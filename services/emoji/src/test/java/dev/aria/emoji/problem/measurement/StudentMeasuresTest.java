package dev.aria.emoji.problem.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.tensor.Tensor;
import dev.aria.emoji.catalogue.EmojiPrompt;
import dev.aria.emoji.evaluation.Discrepancies;
import dev.aria.emoji.evaluation.HeldOutSet;
import dev.aria.emoji.evaluation.RegionAverages;
import dev.aria.emoji.evaluation.RegionMembers;
import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.emoji.problem.ProblemVariant;
import dev.aria.emoji.problem.StudentComparison;
import dev.aria.fixtures.TaughtTeacher;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NewModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Small measurements with the real teacher, in another split than the shipped one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StudentMeasuresTest {
  private static final int PROMPTS = 40;
  private static final int SHOWN = 6;
  private static final int REGIONS = 5;
  private static final MeasurementSize SIZE =
      new MeasurementSize(PROMPTS, StudentComparison.TIMESTEPS_PER_PROMPT, SHOWN, 3);

  @TempDir private static Path data;

  private EmojiProblem problem;
  private RegionMapRecord regions;
  private StudentMeasures measures;
  private Path student;

  @BeforeAll
  void prepare() {
    problem = EmojiProblem.open(data, ProblemVariant.SHIPPED.inSplit(3));
    HeldOutSet held = problem.heldOut(PROMPTS);
    regions = regions(held);
    measures = StudentMeasures.prepare(problem, regions, SIZE, problem.heldOutPrompts(PROMPTS));
    student = student(1);
  }

  @AfterAll
  void close() {
    problem.close();
  }

  /** Regions about some of the prompts, and a last one that is far from all of them. */
  private static RegionMapRecord regions(HeldOutSet held) {
    int width = held.conditions().rowSize();
    float[] centroids = new float[REGIONS * width];
    for (int region = 0; region < REGIONS - 1; region++) {
      held.conditions().readRow(region * 9, centroids, region * width);
    }
    Arrays.fill(centroids, (REGIONS - 1) * width, REGIONS * width, 100);
    return new RegionMapRecord(
        "corpus",
        "map",
        "encoder",
        Tensor.of(centroids, REGIONS, width),
        IntStream.range(0, REGIONS).mapToObj(r -> "r" + r).toList(),
        List.of(0.4, 0.3, 0.1, 0.1, 0.1),
        List.of(0, 0, 0, 0, 0));
  }

  private Path student(long seed) {
    ModelDescriptor teacher = ModelFiles.describe(problem.teacher());
    FilmMlp shape = new FilmMlp(teacher.sampleSize(), teacher.conditionDim(), 16, 1, 16);
    Path file = data.resolve("student-%d.pt".formatted(seed));
    TaughtTeacher.write(new NewModel("student", shape, teacher.diffusion(), seed), file);
    return file;
  }

  private static MeasuredValue value(List<MeasuredValue> values, String measure, String group) {
    return values.stream()
        .filter(v -> v.measure().equals(measure) && v.group().equals(group))
        .findFirst()
        .orElseThrow(() -> new AssertionError(measure + " " + group + " is missing"));
  }

  @Test
  void of_theTeacherItself_isZeroForEveryMse() {
    List<MeasuredValue> values = measures.of(problem.teacher());

    assertThat(values)
        .filteredOn(v -> v.measure().endsWith("-mse"))
        .hasSizeGreaterThan(20)
        .allMatch(v -> v.value() == 0);
    for (String group : List.of("all", "paired", "unpaired")) {
      assertThat(value(values, "retrieval", group).value())
          .isEqualTo(value(values, "teacher-retrieval", group).value());
      assertThat(value(values, "feature-distance", group).value())
          .isEqualTo(value(values, "teacher-feature-distance", group).value())
          .isPositive();
    }
  }

  @Test
  void of_anotherModel_isWorseThanTheTeacherEverywhere() {
    List<MeasuredValue> values = measures.of(student);

    assertThat(values).filteredOn(v -> v.measure().endsWith("-mse")).allMatch(v -> v.value() > 0);
    assertThat(value(values, "feature-distance", "all").value())
        .isGreaterThan(value(values, "teacher-feature-distance", "all").value());
    assertThat(value(values, "teacher-retrieval", "all").value()).isBetween(0.0, 1.0);
  }

  @Test
  void of_anyStudent_countsThePromptsOfEachGroup() {
    List<MeasuredValue> values = measures.of(student);

    long unpaired =
        problem.heldOut(PROMPTS).categories().stream()
            .filter(EmojiProblem.UNPAIRED::equals)
            .count();
    assertThat(value(values, "noise-mse", "unpaired").prompts()).isEqualTo((int) unpaired);
    assertThat(value(values, "guided-mse", "all").prompts()).isEqualTo(PROMPTS);
    assertThat(value(values, "null-mse", "all").prompts()).isEqualTo(PROMPTS);
    assertThat(value(values, "noise-mse", "bin:7").prompts()).isEqualTo(PROMPTS);
    assertThat(value(values, "picture-mse", "paired").prompts()).isEqualTo(SHOWN);
    assertThat(value(values, "retrieval", "all").prompts()).isEqualTo(2 * SHOWN);
    assertThat(sum(values, "region:")).isEqualTo(PROMPTS);
    assertThat(sum(values, "category:")).isEqualTo(PROMPTS);
    assertThat(values).noneMatch(v -> v.group().equals("region:r4"));
  }

  private static int sum(List<MeasuredValue> values, String prefix) {
    return values.stream()
        .filter(v -> v.group().startsWith(prefix))
        .mapToInt(MeasuredValue::prompts)
        .sum();
  }

  @Test
  void of_anyStudent_agreesWithTheStudentComparison() {
    List<MeasuredValue> values = measures.of(student);
    StudentComparison comparison =
        StudentComparison.with(problem.teacher(), problem.heldOut(PROMPTS), regions);
    Discrepancies discrepancies = comparison.of(student);
    RegionAverages averages = comparison.report().averages(discrepancies);

    same(value(values, "noise-mse", "macro"), averages.macro());
    same(value(values, "noise-mse", "worst-decile"), averages.worstDecile());
    same(value(values, "noise-mse", "natural"), averages.natural());
    same(value(values, "noise-mse", "all"), discrepancies.mean());
    for (String category : List.of(EmojiProblem.UNPAIRED, "Flags", "Objects")) {
      double expected = comparison.report().ofCategory(category, discrepancies);
      same(value(values, "noise-mse", "category:" + category), expected);
    }
    same(
        value(values, "noise-mse", "unpaired"),
        value(values, "noise-mse", "category:" + EmojiProblem.UNPAIRED).value());
    same(
        value(values, "noise-mse", "macro"),
        values.stream()
            .filter(v -> v.group().startsWith("region:"))
            .mapToDouble(MeasuredValue::value)
            .average()
            .orElseThrow());
  }

  private static void same(MeasuredValue value, double expected) {
    assertThat(value.value()).as("%s", value).isCloseTo(expected, within(1e-12));
  }

  @Test
  void quick_anyStudent_isTheFirstSixValuesOfAll() {
    assertThat(measures.quick(student)).hasSize(6).isEqualTo(measures.of(student).subList(0, 6));
  }

  @Test
  void regionDiscrepancies_regionWithoutPrompts_isNanAndTheOthersAreNearTheFullMeasure() {
    double[] byRegion = measures.regionDiscrepancies(student);
    List<MeasuredValue> values = measures.of(student);

    assertThat(byRegion).hasSize(REGIONS);
    assertThat(byRegion[REGIONS - 1]).isNaN();
    for (int region = 0; region < REGIONS - 1; region++) {
      double full = value(values, "noise-mse", "region:r" + region).value();
      assertThat(byRegion[region]).isBetween(0.5 * full, 2 * full);
    }
    assertThat(measures.regionDiscrepancies(problem.teacher())).startsWith(0, 0, 0, 0);
  }

  @Test
  void regionPrompts_areHeldOutAndAsManyOfEachRegion() {
    List<EmojiPrompt> prompts = RegionPrompts.of(problem, regions, 7);

    List<Integer> members = RegionMembers.of(problem.heldOut(prompts).conditions(), regions);
    assertThat(members).hasSize(4 * 7);
    for (int region = 0; region < REGIONS - 1; region++) {
      assertThat(Collections.frequency(members, region)).isEqualTo(7);
    }
    assertThat(prompts).extracting(EmojiPrompt::text).doesNotHaveDuplicates();
    assertThat(prompts)
        .extracting(EmojiPrompt::text)
        .doesNotContainAnyElementsOf(problem.corpus())
        .anyMatch(text -> !text.contains(" style, "));
  }

  @Test
  void of_twoStudentsAtOnce_areWhatTheyAreAlone() {
    Path other = student(2);
    List<MeasuredValue> alone = measures.quick(student);
    List<MeasuredValue> otherAlone = measures.quick(other);

    var first = CompletableFuture.supplyAsync(() -> measures.quick(student));
    var second = CompletableFuture.supplyAsync(() -> measures.quick(other));

    assertThat(first.join()).isEqualTo(alone);
    assertThat(second.join()).isEqualTo(otherAlone).isNotEqualTo(alone);
  }
}
