package dev.aria.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.diffusion.TimestepFractions;
import dev.aria.core.discrepancy.TimestepBins;
import dev.aria.core.record.DiscrepancySum;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.StepReport;
import dev.aria.trainer.fixtures.TargetBatches;
import dev.aria.trainer.student.NotFinite;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ReportWriterTest {
  private static final int TIMESTEPS = 64;

  private final DrawBatch draws =
      new TargetBatches("run", 9, 2, 2, TIMESTEPS, "teacher").batch(4, 1).draws();
  private final ReportWriter writer =
      new ReportWriter("small", true, TimestepFractions.uniform(TIMESTEPS));
  private final float[] discrepancies = {.1f, .2f, .3f, .4f, .5f, .6f, .7f, .8f, .9f};

  @Test
  void report_mixedBatch_sumsUnweightedDiscrepanciesByCell() {
    StepReport report = writer.report(draws, discrepancies, List.of());

    assertThat(report.training().stream().mapToLong(DiscrepancySum::count).sum()).isEqualTo(9);
    for (DiscrepancySum cell : report.training()) {
      double expected =
          IntStream.range(0, 9)
              .filter(i -> isIn(draws.draws().get(i), cell))
              .mapToDouble(i -> discrepancies[i])
              .sum();
      assertThat(cell.sum() * 0x1p-32).isCloseTo(expected, within(1e-8));
    }
  }

  private static boolean isIn(Draw draw, DiscrepancySum cell) {
    return draw.branch() == cell.branch()
        && (draw.branch() == Branch.NULL ? Draw.NO_REGION : draw.region()) == cell.region()
        && TimestepBins.of((double) draw.timestep() / TIMESTEPS) == cell.bin();
  }

  @Test
  void report_importanceWeights_enterTheLossAlone() {
    StepReport report = writer.report(draws, discrepancies, List.of());

    double weighted = (.1 + .3 + .5 + .7 + .9 + .5 * (.2 + .4 + .6 + .8)) / 9;
    assertThat(report.loss()).isCloseTo(weighted, within(1e-7));
    assertThat(report.step()).isEqualTo(4);
    assertThat(report.shard()).isEqualTo(1);
    assertThat(report.lead()).isTrue();
    assertThat(report.regionMapDigest()).isEqualTo(TargetBatches.MAP);
  }

  @Test
  void report_notFinite_namesTheStep() {
    discrepancies[3] = Float.NaN;

    assertThatThrownBy(() -> writer.report(draws, discrepancies, List.of()))
        .isInstanceOf(NotFinite.class)
        .hasMessageContaining("step 4");
  }
}
