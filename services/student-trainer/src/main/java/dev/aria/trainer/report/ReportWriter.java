package dev.aria.trainer.report;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.diffusion.TimestepFractions;
import dev.aria.core.discrepancy.DiscrepancyCells;
import dev.aria.core.discrepancy.TimestepBins;
import dev.aria.core.record.DiscrepancySum;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.StepReport;
import dev.aria.trainer.student.NotFinite;
import java.util.List;

/** Puts what one (step, shard) showed into a report. */
public final class ReportWriter {
  private final String student;
  private final boolean lead;
  private final TimestepFractions fractions;

  /**
   * @param lead whether this student steers the draws
   * @param fractions of the teacher's timesteps
   */
  public ReportWriter(String student, boolean lead, TimestepFractions fractions) {
    this.student = student;
    this.lead = lead;
    this.fractions = fractions;
  }

  /**
   * The report of {@code draws}.
   *
   * @param discrepancies of each sample, unweighted
   * @param probes sums over the probes scored with this (step, shard)
   * @throws NotFinite when a discrepancy is not
   */
  public StepReport report(DrawBatch draws, float[] discrepancies, List<DiscrepancySum> probes) {
    DiscrepancyCells cells = new DiscrepancyCells();
    double loss = 0;
    for (int i = 0; i < discrepancies.length; i++) {
      if (!Float.isFinite(discrepancies[i])) {
        throw new NotFinite("the loss", draws.step());
      }
      Draw draw = draws.draws().get(i);
      int region = draw.branch() == Branch.NULL ? Draw.NO_REGION : draw.region();
      cells.add(
          region, TimestepBins.of(fractions.at(draw.timestep())), draw.branch(), discrepancies[i]);
      loss += (double) draw.importanceWeight() * discrepancies[i];
    }
    return new StepReport(
        draws.run(),
        student,
        lead,
        draws.lineage(),
        draws.regionMapDigest(),
        draws.step(),
        draws.shard(),
        draws.weights(),
        loss / discrepancies.length,
        cells.toSums(),
        probes);
  }
}
