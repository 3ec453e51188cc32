package dev.aria.runtime.topic;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.DiscrepancySum;
import dev.aria.core.record.StepReport;

/** What trainers tell, between message and value. */
final class Reports {
  private static final int TIMESTEP_BINS = 16;

  private Reports() {}

  static dev.aria.proto.report.v1.StepReport write(StepReport report) {
    return dev.aria.proto.report.v1.StepReport.newBuilder()
        .setRun(report.run())
        .setStudent(report.student())
        .setLead(report.lead())
        .setLineage(report.lineage())
        .setRegionMapDigest(report.regionMapDigest())
        .setStep(report.step())
        .setShard(report.shard())
        .setWeights(Draws.write(report.weights()))
        .setLoss(report.loss())
        .addAllTraining(report.training().stream().map(Reports::write).toList())
        .addAllProbes(report.probes().stream().map(Reports::write).toList())
        .build();
  }

  static StepReport read(dev.aria.proto.report.v1.StepReport message) {
    return new StepReport(
        message.getRun(),
        message.getStudent(),
        message.getLead(),
        message.getLineage(),
        message.getRegionMapDigest(),
        message.getStep(),
        message.getShard(),
        Draws.read(message.getWeights()),
        message.getLoss(),
        message.getTrainingList().stream().map(Reports::read).toList(),
        message.getProbesList().stream().map(Reports::read).toList());
  }

  static dev.aria.proto.checkpoint.v1.CheckpointPublished write(CheckpointPublished checkpoint) {
    return dev.aria.proto.checkpoint.v1.CheckpointPublished.newBuilder()
        .setRun(checkpoint.run())
        .setStudent(checkpoint.student())
        .setStep(checkpoint.step())
        .setPath(checkpoint.path())
        .setSha256(checkpoint.sha256())
        .setWeightsSha256(checkpoint.weightsSha256())
        .addAllNextOffsets(checkpoint.nextOffsets())
        .setWeights(Draws.write(checkpoint.weights()))
        .setLast(checkpoint.last())
        .setLead(checkpoint.lead())
        .build();
  }

  static CheckpointPublished read(dev.aria.proto.checkpoint.v1.CheckpointPublished message) {
    return new CheckpointPublished(
        message.getRun(),
        message.getStudent(),
        message.getStep(),
        message.getPath(),
        message.getSha256(),
        message.getWeightsSha256(),
        message.getNextOffsetsList(),
        Draws.read(message.getWeights()),
        message.getLast(),
        message.getLead());
  }

  private static dev.aria.proto.report.v1.DiscrepancySum write(DiscrepancySum sum) {
    return dev.aria.proto.report.v1.DiscrepancySum.newBuilder()
        .setRegion(sum.region())
        .setBin(sum.bin())
        .setBranch(Draws.write(sum.branch()))
        .setCount(sum.count())
        .setSum(sum.sum())
        .setSumOfSquares(sum.sumOfSquares())
        .build();
  }

  private static DiscrepancySum read(dev.aria.proto.report.v1.DiscrepancySum message) {
    if (message.getBin() >= TIMESTEP_BINS) {
      throw new IllegalArgumentException(
          "timestep bin is %d, must be below %d".formatted(message.getBin(), TIMESTEP_BINS));
    }
    return new DiscrepancySum(
        message.getRegion(),
        message.getBin(),
        Draws.read(message.getBranch()),
        message.getCount(),
        message.getSum(),
        message.getSumOfSquares());
  }
}
