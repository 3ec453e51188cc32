package dev.aria.emoji.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.operations.run.FolderMismatch;
import dev.aria.operations.run.OptionsDiffer;
import dev.aria.operations.run.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which run a demo goes on with, and when it does not. */
final class DemoRunTest {
  private static final Set<String> ALL = Set.of("--steps", "--policy", "--seed", "--data");

  @TempDir private Path data;

  private DemoSettings settings(int steps, String policy, long seed) {
    return new DemoSettings(data, steps, AllocationOptions.by(policy, 0), seed, false);
  }

  /** A run of 400 steps under seed 1 that was cut short. */
  private RunFiles cutShort(String name) {
    RunFiles run = RunFiles.of(data, name);
    run.writeSettings(
        settings(400, "aria", 1).of(name, data, data, data, run.student(DemoSettings.STUDENT)));
    return run;
  }

  private static RunChoice given(Set<String> options) {
    return new RunChoice(Optional.empty(), false, options);
  }

  @Test
  void earlier_otherOptionsThanTheRunCutShortHas_areNamedAndRefused() {
    cutShort("demo-1");

    assertThatThrownBy(() -> DemoRun.earlier(settings(20, "natural", 9), given(ALL)))
        .isInstanceOf(OptionsDiffer.class)
        .hasMessageContaining("run 'demo-1'")
        .hasMessageContaining("--steps 400, not 20")
        .hasMessageContaining("--policy aria, not natural")
        .hasMessageContaining("--seed 1, not 9")
        .hasMessageContaining("--resume")
        .hasMessageContaining("--run NAME");
  }

  @Test
  void earlier_oneOtherOption_isNamedAlone() {
    cutShort("demo-1");

    assertThatThrownBy(() -> DemoRun.earlier(settings(400, "aria", 9), given(ALL)))
        .hasMessageContaining("--seed 1, not 9")
        .hasMessageNotContaining("not 400");
  }

  @Test
  void earlier_sameOptionsOrNone_goesOnWithIt() {
    cutShort("demo-1");

    assertThat(DemoRun.earlier(settings(400, "aria", 1), given(ALL))).isPresent();
    assertThat(DemoRun.earlier(settings(800, "aria", 1), given(Set.of()))).isPresent();
  }

  @Test
  void earlier_resume_goesOnAsItWasBegun() {
    cutShort("demo-1");

    DemoRun run =
        DemoRun.earlier(settings(20, "natural", 9), new RunChoice(Optional.empty(), true, ALL))
            .orElseThrow();

    assertThat(run.files().name()).isEqualTo("demo-1");
    assertThat(run.options()).hasToString("--steps 400 --policy aria --seed 1");
  }

  @Test
  void earlier_resumeOfNothing_saysSo() {
    RunChoice resume = new RunChoice(Optional.empty(), true, Set.of());

    assertThatThrownBy(() -> DemoRun.earlier(settings(20, "natural", 9), resume))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no run that was cut short");
  }

  @Test
  void earlier_newName_isAnotherRun() {
    cutShort("demo-1");
    RunChoice other = new RunChoice(Optional.of("other"), false, ALL);

    assertThat(DemoRun.earlier(settings(20, "natural", 9), other)).isEmpty();
  }

  @Test
  void earlier_nameOfAFinishedRun_isHeldAgainstItsOptionsToo() throws IOException {
    RunFiles run = cutShort("mine");
    Files.writeString(run.folder().resolve("report.txt"), "done");
    RunChoice mine = new RunChoice(Optional.of("mine"), false, ALL);

    assertThatThrownBy(() -> DemoRun.earlier(settings(20, "aria", 1), mine))
        .hasMessageContaining("--steps 400, not 20");
  }

  @Test
  void earlier_copiedFolder_isRefused(@TempDir Path elsewhere) throws IOException {
    RunFiles original = cutShort("demo-1");
    RunFiles copy = RunFiles.of(elsewhere, "demo-1");
    Files.createDirectories(copy.folder());
    Files.copy(original.settings(), copy.settings());
    DemoSettings there =
        new DemoSettings(elsewhere, 400, AllocationOptions.by("aria", 0), 1, false);

    assertThatThrownBy(() -> DemoRun.earlier(there, given(ALL)))
        .isInstanceOf(FolderMismatch.class)
        .hasMessageContaining("was copied")
        .hasMessageContaining(original.folder().toString());
  }

  @Test
  void earlier_movedFolder_isRefused(@TempDir Path elsewhere) throws IOException {
    RunFiles original = cutShort("demo-1");
    RunFiles moved = RunFiles.of(elsewhere, "demo-1");
    Files.createDirectories(elsewhere.resolve("runs"));
    Files.move(original.folder(), moved.folder());
    DemoSettings there =
        new DemoSettings(elsewhere, 400, AllocationOptions.by("aria", 0), 1, false);

    assertThatThrownBy(() -> DemoRun.earlier(there, given(ALL)))
        .isInstanceOf(FolderMismatch.class)
        .hasMessageContaining("was moved")
        .hasMessageContaining(original.folder().toString());
  }

  @Test
  void nextNames_folderOfAnEarlierRunWasDeleted_leavesOutThoseThatAreThere() {
    cutShort("demo-2");

    assertThat(DemoRun.nextNames(settings(20, "aria", 1)).limit(2))
        .containsExactly("demo-3", "demo-4");
  }
}
