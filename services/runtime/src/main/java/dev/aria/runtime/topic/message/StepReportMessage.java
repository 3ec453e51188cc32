package dev.aria.runtime.topic.message;

import dev.aria.core.record.StepReport;

/** Step report of a trainer, between message and value. */
public final class StepReportMessage {
  private StepReportMessage() {}

  public static dev.aria.proto.report.v1.StepReport write(StepReport report) {
    return dev.aria.proto.report.v1.StepReport.newBuilder()
        .setRun(report.run())
        .setStudent(report.student())
        .setLead(report.lead())
        .setLineage(report.lineage())
        .setRegionMapDigest(report.regionMapDigest())
        .setStep(report.step())
        .setShard(report.shard())
        .setWeights(WeightsVersionMessage.write(report.weights()))
        .setLoss(report.loss())
        .addAllTraining(report.training().stream().map(DiscrepancySumMessage::write).toList())
        .addAllProbes(report.probes().stream().map(DiscrepancySumMessage::write).toList())
        .build();
  }

  public static StepReport read(dev.aria.proto.report.v1.StepReport message) {
    return new StepReport(
        message.getRun(),
        message.getStudent(),
        message.getLead(),
        message.getLineage(),
        message.getRegionMapDigest(),
        message.getStep(),
        message.getShard(),
        WeightsVersionMessage.read(message.getWeights()),
        message.getLoss(),
        message.getTrainingList().stream().map(DiscrepancySumMessage::read).toList(),
        message.getProbesList().stream().map(DiscrepancySumMessage::read).toList());
  }
}
