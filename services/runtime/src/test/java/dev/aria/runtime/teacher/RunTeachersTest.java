package dev.aria.runtime.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.settings.SettingsRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunTeachersTest {
  private static final String SHEET =
      """
      {"name": "x", "sampleShape": [4], "conditionShape": [3],
       "diffusion": {
         "schedule": {"kind": "LINEAR", "timesteps": 40, "firstBeta": 0.001, "lastBeta": 0.02},
         "prediction": "V", "guidance": 1.0,
         "conditioning": {"kind": "vector"}, "codec": {"kind": "pixels"}},
       "parameters": 7, "sha256": "%s"}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void writeOwn() throws IOException {
    write("own", SHEET.formatted("11"));
  }

  private void write(String name, String sheet) throws IOException {
    Files.writeString(folder.resolve(name + ".json"), sheet);
  }

  private RunSettings run(String... experts) {
    List<String> entries =
        List.of(experts).stream()
            .map(name -> "%s=%s".formatted(name, folder.resolve(name + ".json")))
            .toList();
    return Settings.load(
            "-Daria.run.name=mixed",
            "-Daria.run.corpus=zoo",
            "-Daria.run.teacher=" + folder.resolve("own.json"),
            "-Daria.run.experts=" + String.join(", ", entries))
        .run();
  }

  @Test
  void digest_withoutExperts_isEmptyAndTargetsCarryTheTeachersOwn() {
    RunTeachers alone = RunTeachers.of(run());

    assertThat(alone.digest()).isEmpty();
    assertThat(alone.ofTargets("abc")).isEqualTo("abc");
    assertThat(alone.count()).isEqualTo(1);
  }

  @Test
  void digest_withExperts_changesWithAnyNameOrFile() throws IOException {
    write("cats", SHEET.formatted("22"));
    write("dogs", SHEET.formatted("22"));
    RunTeachers cats = RunTeachers.of(run("cats"));
    RunTeachers dogs = RunTeachers.of(run("dogs"));
    write("cats", SHEET.formatted("33"));
    RunTeachers retrained = RunTeachers.of(run("cats"));

    assertThat(List.of(cats.digest(), dogs.digest(), retrained.digest()))
        .doesNotHaveDuplicates()
        .allMatch(digest -> digest.matches("[0-9a-f]{64}"));
    assertThat(cats.ofTargets("abc")).isNotEqualTo("abc").isNotEqualTo(cats.ofTargets("abd"));
    assertThat(cats.files())
        .extracting(TeacherFiles::descriptor)
        .containsExactly(folder.resolve("own.json"), folder.resolve("cats.json"));
  }

  @Test
  void of_settingsInAnyOrder_areTheSameTeachersInTheOrderOfTheirNames() throws IOException {
    write("cats", SHEET.formatted("22"));
    write("dogs", SHEET.formatted("33"));

    assertThat(RunTeachers.of(run("dogs", "cats")).digest())
        .isEqualTo(RunTeachers.of(run("cats", "dogs")).digest());
    assertThat(TeacherNames.of(run("dogs", "cats")).names())
        .containsExactly("default", "cats", "dogs");
  }

  @Test
  void of_numbersWrittenOtherwise_goTogether() throws IOException {
    write("cats", SHEET.formatted("22").replace("\"timesteps\": 40", "\"timesteps\": 40.0"));

    assertThat(RunTeachers.of(run("cats")).count()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[4]|[4, 8, 8]|sampleShape = [4,8,8]|has [4]",
        "[3]|[5]|conditionShape = [5]|has [3]",
        ": 40|: 50|diffusion.schedule.timesteps = 50|has 40",
        "LINEAR|COSINE|diffusion.schedule.kind = \"COSINE\"|has \"LINEAR\"",
        "\"V\"|\"EPSILON\"|diffusion.prediction = \"EPSILON\"|has \"V\"",
        "vector|class|diffusion.conditioning.kind = \"class\"|has \"vector\"",
        "pixels|pca|diffusion.codec.kind = \"pca\"|has \"pixels\""
      })
  void of_teachersThatDoNotGoTogether_namesBothValuesAndTheWayOut(
      String ours, String theirs, String second, String first) throws IOException {
    write("cats", SHEET.formatted("22").replace(ours, theirs));

    assertThatThrownBy(() -> RunTeachers.of(run("cats")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("teacher 'cats' (aria.run.experts, ")
        .hasMessageContaining(second)
        .hasMessageContaining(first)
        .hasMessageContaining("a run of its own");
  }

  @Test
  void of_missingExpert_namesItsSetting() {
    assertThatThrownBy(() -> RunTeachers.of(run("cats")))
        .hasMessageContaining("cats.json ('cats' in aria.run.experts) cannot be read");
  }

  @Test
  void index_ofATag_isItsPlaceAndAnUnknownOneNamesEverything() {
    TeacherNames names = new TeacherNames("mixed", "zoo", List.of("default", "cats", "dogs"));

    assertThat(names.index(Optional.empty(), "a")).isZero();
    assertThat(names.index(Optional.of("default"), "a")).isZero();
    assertThat(names.index(Optional.of("dogs"), "a")).isEqualTo(2);
    assertThatThrownBy(() -> names.index(Optional.of("birds"), "a red robin"))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("prompt 'a red robin' of corpus 'zoo' names the teacher 'birds'")
        .hasMessageContaining("run 'mixed' has the teachers [default, cats, dogs]")
        .hasMessageContaining("birds = FOLDER");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cats|holds 'cats', must hold NAME = PATH",
        "cats=|holds 'cats=', must hold NAME = PATH",
        "cats=a, cats=b|names 'cats' twice",
        "default=a|names 'default', which is the run's own teacher",
        "my cats=a|is 'my cats', may hold only letters"
      })
  void load_badExperts_namesTheSettingAndTheEntry(String text, String reason) {
    assertThatThrownBy(() -> Settings.load("-Daria.run.experts=" + text))
        .isInstanceOf(SettingsRefused.class)
        .hasMessageContaining("aria.run.experts")
        .hasMessageContaining(reason);
  }
}
