package dev.aria.trials.study.report;

import dev.aria.trials.study.page.Block;
import dev.aria.trials.study.page.Block.Drawing;
import dev.aria.trials.study.page.Section;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The charts of a study. */
final class FiguresSection {
  private FiguresSection() {}

  static Section of(StudyRuns runs) {
    CurvesFigure curves = new CurvesFigure(runs);
    List<Block> drawings =
        Stream.of(
                Optional.of(curves.learning()),
                WeightsFigure.of(runs),
                RegionsFigure.of(runs),
                Optional.of(curves.bins()))
            .flatMap(Optional::stream)
            .<Block>map(Drawing::new)
            .toList();
    return new Section("Figures", drawings);
  }
}
