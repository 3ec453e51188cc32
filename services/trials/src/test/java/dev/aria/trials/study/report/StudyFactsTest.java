package dev.aria.trials.study.report;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StudyFactsTest {
  @Test
  void contenderTwice_isRefused() {
    assertThatThrownBy(() -> facts("tuning", List.of("rc", "rc"), "rc", "rc", Map.of()))
        .hasMessageContaining("contenders are [rc, rc], must be all different");
  }

  @Test
  void unknownPurpose_isRefused() {
    assertThatThrownBy(() -> facts("fun", List.of("rc"), "rc", "rc", Map.of()))
        .hasMessageContaining("purpose is 'fun', must be tuning or confirmation");
  }

  @Test
  void roleOfNoContender_isRefused() {
    List<String> rc = List.of("rc");

    assertThatThrownBy(() -> facts("tuning", rc, "x", "rc", Map.of()))
        .hasMessageContaining("baseline is 'x', must be one of [rc]");
    assertThatThrownBy(() -> facts("tuning", rc, "rc", "x", Map.of()))
        .hasMessageContaining("adaptive is 'x'");
    assertThatThrownBy(() -> facts("tuning", rc, "rc", "rc", Map.of("x", "what it is")))
        .hasMessageContaining("described contender is 'x'");
    assertThatThrownBy(
            () ->
                new StudyFacts(
                    "s", "S", "tuning", rc, Map.of(), "rc", List.of("x"), "rc", 1, "c", "c", "m"))
        .hasMessageContaining("static contender is 'x'");
  }

  private static StudyFacts facts(
      String purpose,
      List<String> contenders,
      String baseline,
      String adaptive,
      Map<String, String> descriptions) {
    return new StudyFacts(
        "s",
        "S",
        purpose,
        contenders,
        descriptions,
        baseline,
        List.of(),
        adaptive,
        1,
        "command",
        "commit",
        "machine");
  }
}
