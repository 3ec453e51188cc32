package dev.aria.operations.replay;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.operations.run.OptionsDiffer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay that was cut short goes on with the options that it was begun with, or not at all. */
final class ReplayOptionsTest {
  @TempDir private Path folder;

  private static ReplayStudent student(int width, Optional<Integer> blocks) {
    return new ReplayStudent("b", Optional.empty(), Optional.of(width), blocks, Optional.empty());
  }

  @Test
  void hold_otherOptions_areNamedAndRefused() {
    ReplayOptions options = new ReplayOptions(folder.resolve("b"));
    options.hold(student(14, Optional.empty()));

    assertThatThrownBy(() -> options.hold(student(20, Optional.of(3))))
        .isInstanceOf(OptionsDiffer.class)
        .hasMessageContaining("student 'b' was begun with --width 14, not 20")
        .hasMessageContaining("--blocks (the run file's), not 3");
  }

  @Test
  void hold_sameOptions_isFine() {
    new ReplayOptions(folder.resolve("b")).hold(student(14, Optional.of(2)));

    assertThatCode(() -> new ReplayOptions(folder.resolve("b")).hold(student(14, Optional.of(2))))
        .doesNotThrowAnyException();
  }
}
