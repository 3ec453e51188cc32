package dev.aria.emoji.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class DemoOptionsTest {
  private static final DemoOptions STUDY = new DemoOptions(800, "aria", 0.4, 7, false);

  @Test
  void areThoseOfTheStudy_ofAnyLengthAndSeed_isSo() {
    assertThat(STUDY.areThoseOfTheStudy()).isTrue();
    assertThat(new DemoOptions(200, "aria", 0.4, 8, false).areThoseOfTheStudy()).isTrue();
  }

  @Test
  void areThoseOfTheStudy_anotherPolicyShareOrStudent_isNot() {
    assertThat(new DemoOptions(800, "natural", 0.4, 7, false).areThoseOfTheStudy()).isFalse();
    assertThat(new DemoOptions(800, "aria", 0.5, 7, false).areThoseOfTheStudy()).isFalse();
    assertThat(new DemoOptions(800, "aria", 0.4, 7, true).areThoseOfTheStudy()).isFalse();
  }

  @Test
  void differences_ofGivenOptions_nameBothValues() {
    DemoOptions wanted = new DemoOptions(200, "natural", 0, 9, true);
    Set<String> all = Set.of("--steps", "--policy", "--paths", "--seed", "--from-scratch");

    assertThat(STUDY.differences(wanted, all))
        .containsExactly(
            "--steps 800, not 200",
            "--policy aria, not natural",
            "--paths 0.4, not 0.0",
            "--seed 7, not 9",
            "a student from the teacher");
    assertThat(STUDY.differences(wanted, Set.of("--seed"))).containsExactly("--seed 7, not 9");
    assertThat(STUDY.differences(STUDY, all)).isEmpty();
  }
}
