package dev.aria.trials.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.emoji.demo.DemoSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ComparisonNameTest {
  private static final DemoSettings COMMON = Sample.common(400, "swapped", 0, "data");

  @Test
  void of_settings_saysWhatTheyAre() {
    assertThat(ComparisonName.of(COMMON, Engine.PIPELINE, "problem"))
        .matches("400-swapped-probe-[0-9a-f]{8}");
  }

  @Test
  void of_otherSeedPolicyOrFolder_isTheSame() {
    DemoSettings other = Sample.common(400, "swapped", 7, "elsewhere");
    DemoSettings policy =
        new DemoSettings(other.data(), 400, other.allocation().under("aria"), 7, false);

    assertThat(ComparisonName.of(policy, Engine.PIPELINE, "problem"))
        .isEqualTo(ComparisonName.of(COMMON, Engine.PIPELINE, "problem"));
  }

  @Test
  void of_otherNumberOfRunsAtATime_isTheSame() {
    assertThat(ComparisonName.of(COMMON, new Engine(true, 1), "problem"))
        .isEqualTo(ComparisonName.of(COMMON, new Engine(true, 2), "problem"));
  }

  @Test
  void of_anythingElse_differs() {
    DemoSettings scratch =
        new DemoSettings(COMMON.data(), COMMON.steps(), COMMON.allocation(), 0, true);

    List<String> names =
        List.of(
            ComparisonName.of(COMMON, Engine.PIPELINE, "problem"),
            ComparisonName.of(COMMON, Engine.PIPELINE, "another problem"),
            ComparisonName.of(COMMON, new Engine(true, 1), "problem"),
            ComparisonName.of(scratch, Engine.PIPELINE, "problem"),
            ComparisonName.of(Sample.common(401, "swapped", 0, "data"), Engine.PIPELINE, "problem"),
            ComparisonName.of(Sample.common(400, "all", 0, "data"), Engine.PIPELINE, "problem"));

    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void name_longestRun_fitsATopicName() {
    DemoSettings longest = Sample.common(9_999_999, "swapped", 0, "data");

    String name =
        new PlannedRun(99_999, "stratified")
            .name(ComparisonName.of(longest, Engine.PIPELINE, "problem"));

    assertThat(name).matches("[a-zA-Z0-9_-]{1,60}");
  }
}
