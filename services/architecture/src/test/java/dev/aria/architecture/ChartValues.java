package dev.aria.architecture;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Sets of values that the chart is rendered with. */
enum ChartValues {
  /** Those of {@code values.yaml}. */
  DEFAULTS,
  /** With all that may be turned on turned on. */
  EVERYTHING;

  private static final String FILE =
      "services/architecture/src/test/resources/chart-everything.yaml";

  /** Folder of the chart. */
  static Path chart() {
    return SourceTree.here().root().resolve("infra/helm/aria");
  }

  RenderedChart rendered() {
    return RenderedChart.of(chart(), file(), Map.of());
  }

  /** What Helm says after an installation. */
  String notes() {
    return RenderedChart.notes(chart(), file());
  }

  private Optional<Path> file() {
    return this == DEFAULTS
        ? Optional.empty()
        : Optional.of(SourceTree.here().root().resolve(FILE));
  }
}
