package dev.aria.trials.compare;

import static dev.aria.trials.compare.Sample.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ComparisonFolderTest {
  @TempDir private Path data;

  private ComparisonFolder folder() {
    ComparisonSettings settings =
        new ComparisonSettings(
            List.of("aria"),
            List.of(1L),
            Sample.common(400, "swapped", 0, data.toString()),
            false,
            Engine.PIPELINE);
    return ComparisonFolder.of(settings, "some");
  }

  private static RegionMapRecord regions(String digest) {
    return new RegionMapRecord(
        "emoji",
        digest,
        "encoder",
        Tensor.of(new float[1], 1, 1),
        List.of("all"),
        List.of(1.0),
        List.of(0));
  }

  @Test
  void add_run_isThereWhenTheFolderIsOpenedAgain() {
    folder().add(result(1, "aria", 0.25));

    ComparisonFolder later = folder();

    assertThat(later.results()).isEqualTo(Sample.results(result(1, "aria", 0.25)));
    assertThat(later.runs().resolveSibling("table.md"))
        .hasContent(later.report())
        .content()
        .contains("400 steps, scope `swapped`")
        .contains("trained by the four services")
        .contains("0.2500");
  }

  @Test
  void checkRegions_otherMapThanThatOfEarlierRuns_isRefused() {
    ComparisonFolder folder = folder();
    RunResult result = result(1, "aria", 0.25);
    folder.add(result);

    assertThatCode(() -> folder.checkRegions(regions(result.regionMap())))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> folder.checkRegions(regions("another map")))
        .hasMessageContaining("seed 1, aria was measured by region map f92cfdc5f0b8,");
  }
}
