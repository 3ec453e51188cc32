package dev.aria.operations.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.operations.manifest.RunOpening.State;
import dev.aria.operations.run.RunFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManifestFileTest {
  private static final String SHA_256 = "ab".repeat(32);

  @TempDir private Path folder;

  @Test
  void update_whatWasWritten_isReadAgain() {
    ManifestFile file = file();
    RunInput pairs = new RunInput("/pairs", SHA_256, Map.of("pairs", "24"));

    RunManifest written =
        file.update(
            none ->
                none.opened(opening(State.RUNNING), Map.of("aria.run.steps", "8"), Map.of())
                    .withInput("pairs", pairs)
                    .withStudent("small", outcome()));

    assertThat(file.read()).contains(written);
    assertThat(written.name()).isEqualTo("fox");
    assertThat(written.inputs()).containsEntry("pairs", pairs);
  }

  @Test
  void read_nothingThere_isEmpty() {
    assertThat(file().read()).isEmpty();
  }

  @Test
  void read_afterACrashWhileItWasReplaced_isWhatItWas() throws Exception {
    RunManifest before = file().update(none -> none.withStudent("small", outcome()));
    Path half = file().path().resolveSibling(".run.json.999999999.tmp");
    Files.writeString(half, "{\"format\": \"aria-r");

    assertThat(file().read()).contains(before);
    RunManifest after = file().update(known -> known.withStudent("other", outcome()));

    assertThat(after.students()).containsOnlyKeys("small", "other");
    assertThat(half).doesNotExist();
  }

  @Test
  void update_changeThatFails_leavesItAsItWas() {
    RunManifest before = file().update(none -> none.withStudent("small", outcome()));

    assertThatThrownBy(
            () ->
                file()
                    .update(
                        known -> {
                          throw new IllegalStateException("no");
                        }))
        .hasMessage("no");

    assertThat(file().read()).contains(before);
  }

  @Test
  void read_damagedOrOfAnotherVersion_isRefusedByName() throws Exception {
    file().update(none -> none);
    String good = Files.readString(file().path());

    for (String bad :
        List.of(good.substring(0, 40), good.replace("\"version\" : 1", "\"version\" : 2"))) {
      Files.writeString(file().path(), bad);

      assertThatThrownBy(() -> file().read())
          .isInstanceOf(ManifestUnreadable.class)
          .hasMessageContaining(file().path().toString())
          .hasMessageContaining("move it away");
    }
  }

  @Test
  void measured_aStudentWithAnOutcome_addsToItsMeasures() {
    file().update(none -> none.withStudent("small", outcome()));

    file().measured("small", Map.of("held-out-macro", 0.25));
    file().measured("unknown", Map.of("held-out-macro", 0.5));

    assertThat(file().read().orElseThrow().students()).containsOnlyKeys("small");
    assertThat(file().read().orElseThrow().student("small").orElseThrow().measures())
        .containsOnly(Map.entry("loss", 0.5), Map.entry("held-out-macro", 0.25));
  }

  private ManifestFile file() {
    return ManifestFile.of(RunFiles.of(folder, "fox"));
  }

  private static StudentOutcome outcome() {
    return new StudentOutcome(
        "/small.pt", SHA_256, Map.of("steps", 8L), Map.of("loss", 0.5), Map.of("000 a", 1.25));
  }

  static RunOpening opening(State state) {
    return new RunOpening(
        "2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05Z",
        state,
        "ada",
        "engine",
        7,
        "aria up",
        Map.of("aria", "1"),
        Map.of());
  }
}
