package dev.aria.operations.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.fixtures.TaughtTeacher;
import dev.aria.fixtures.TinyDiffusion;
import dev.aria.fixtures.TinyText;
import dev.aria.models.codec.CodecSetting;
import dev.aria.models.encoder.Conditioning;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.models.unet.Unet;
import dev.aria.runtime.pairs.PairLayout;
import dev.aria.runtime.pairs.PairedSetFile;
import dev.aria.runtime.pairs.ShardedPairs;
import dev.aria.runtime.pairs.writing.NewCaption;
import dev.aria.runtime.pairs.writing.NewPair;
import dev.aria.runtime.pairs.writing.PairBatch;
import dev.aria.runtime.pairs.writing.PairedSetWriter;
import dev.aria.runtime.settings.Settings;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Run files for models of one's own, and what is found of what they name. */
final class RunCheckTest {
  private static final List<String> WORDS = List.of("a", "red", "fox", "in", "the", "snow");

  private static final String OTHER =
      "abababababababababababababababababababababababababababababababab";
  private static final String OURS = "ours";

  @TempDir private Path folder;
  private Path teacher;
  private Path student;
  private Path pairs;

  @BeforeEach
  void writeModels() {
    teacher = folder.resolve("teacher");
    student = folder.resolve("student");
    pairs = folder.resolve("pairs");
    write(teacher, "teacher", 16);
    write(student, "student", 8);
    writePairs(384, Map.of());
  }

  /** A set with one pair, its region vector of {@code vector} numbers. */
  private void writePairs(int vector, Map<String, String> recipe) {
    PairLayout layout =
        new PairLayout(
            List.of(3, 8, 8),
            ElementType.FLOAT32,
            List.of(TinyText.LENGTH),
            vector,
            ElementType.FLOAT32,
            4);
    try (PairedSetWriter writer = PairedSetWriter.open(pairs, layout, recipe, Map.of())) {
      NewCaption caption = new NewCaption("a fox", 1, FloatBuffer.allocate(TinyText.LENGTH));
      NewPair pair =
          new NewPair(
              "one", FloatBuffer.allocate(192), FloatBuffer.allocate(vector), List.of(caption));
      writer.append(new PairBatch(1, List.of(pair), List.of()));
      writer.finish();
    }
  }

  private static void write(Path folder, String name, int width) {
    Conditioning text = TinyText.write(folder, WORDS);
    var diffusion =
        new DiffusionSetting(
            ScheduleSetting.linear(), PredictionType.EPSILON, 1, text, new CodecSetting.Pixels());
    Unet shape = new Unet(3, 8, width, List.of(1, 2), 1, Set.of(1), List.of(TinyText.STATES), 2);
    TaughtTeacher.write(new NewModel(name, shape, diffusion, 1), folder.resolve("network.pt"));
  }

  private Settings settings() throws IOException {
    NewRun run = new NewRun("mine", "captions", teacher, student, pairs, 300, 0.4);
    Path file = Files.writeString(folder.resolve("run.conf"), run.text(folder.resolve("out")));
    return Settings.load("--config", file.toString());
  }

  @Test
  void text_ofModelsThatFit_isARunOfThem() throws IOException {
    Settings settings = settings();

    assertThat(settings.run().name()).isEqualTo("mine");
    assertThat(settings.run().teacher()).isEqualTo(teacher.resolve("network.pt"));
    assertThat(settings.run().batch()).isEqualTo(4 * 64);
    assertThat(settings.run().pathDraws()).isEqualTo(26);
    assertThat(Files.readString(folder.resolve("run.conf")))
        .contains("# teacher: ", "texts of [12] tokens as states [16]")
        .doesNotContain("@");
  }

  @Test
  void of_modelsThatFit_findsAllGood() throws IOException {
    assertThat(RunCheck.of(settings()))
        .allSatisfy(finding -> assertThat(finding.good()).as(finding.text()).isTrue())
        .extracting(RunCheck.Finding::what)
        .containsExactly(
            "folder", "teacher", "prompts", "pictures", "student", "fit", "pairs", "devices");
  }

  private Settings withExpert(Path expert) throws IOException {
    NewRun run =
        new NewRun("mine", "captions", teacher, student, pairs, 300, 0.4, Map.of("cats", expert));
    Path file = Files.writeString(folder.resolve("run.conf"), run.text(folder.resolve("out")));
    return Settings.load("--config", file.toString());
  }

  @Test
  void of_anExpertThatFits_findsIt() throws IOException {
    Settings settings = withExpert(student);

    assertThat(settings.run().experts()).isEqualTo(Map.of("cats", student));
    assertThat(RunCheck.of(settings))
        .allSatisfy(finding -> assertThat(finding.good()).as(finding.text()).isTrue())
        .filteredOn(finding -> finding.what().equals("experts"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.text()).startsWith("cats: "));
  }

  @Test
  void of_anExpertOfOtherConditions_namesBothValuesAndTheWayOut() throws IOException {
    Path other = folder.resolve("other");
    TinyDiffusion.teacher(other);

    assertThat(RunCheck.of(withExpert(other)))
        .filteredOn(finding -> finding.what().equals("experts"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.good()).isFalse();
              assertThat(finding.text())
                  .contains("teacher 'cats'", "the run's own", "a run of its own");
            });
  }

  @Test
  void of_brokenParts_namesEachAndItsWayOut() throws IOException {
    Files.delete(student.resolve("text-encoder.pt"));
    Files.writeString(teacher.resolve("tokenizer.json"), "{}");
    pairs = folder.resolve("flat.aria");
    PairedSetFile.write(
        pairs,
        Tensor.of(new float[2 * 4], 2, 4),
        Tensor.of(new float[2 * TinyText.LENGTH], 2, TinyText.LENGTH),
        List.of("a red fox", "the snow"));

    List<String> wrong =
        RunCheck.of(settings()).stream()
            .filter(finding -> !finding.good())
            .map(RunCheck.Finding::toString)
            .toList();

    assertThat(wrong).hasSize(3);
    assertThat(wrong.get(0)).contains("prompts", "tokenizer.json has SHA-256", "export");
    assertThat(wrong.get(1)).contains("student", "copy it from the teacher's folder");
    assertThat(wrong.get(2)).contains("pairs", "latents [4]", "./aria data pairs --teacher");
  }

  @ParameterizedTest
  @CsvSource({"384, " + OTHER, "0, " + OURS})
  void of_pairsOfOtherEncoders_saysToMakeThemAgain(int vector, String digest) throws IOException {
    pairs = folder.resolve("others");
    writePairs(vector, digest.equals(OURS) ? Map.of() : Map.of(ShardedPairs.CONDITIONS, digest));

    assertThat(RunCheck.of(settings()))
        .filteredOn(finding -> !finding.good())
        .extracting(RunCheck.Finding::text)
        .singleElement()
        .asString()
        .contains("were made by other encoders", "make it again with ./aria data pairs");
  }

  @Test
  void newRun_valuesOutOfBounds_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NewRun("a b", "c", teacher, student, pairs, 1, 0))
        .withMessageContaining("'a b'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NewRun("a", "c", teacher, student, pairs, 1, 1))
        .withMessageContaining("paths must be in [0, 1), got 1.0");
  }
}
