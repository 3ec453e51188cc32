package dev.aria.runtime.topic.message;

import dev.aria.core.record.DiscrepancySum;

/** Discrepancies of one region and timestep bin, between message and value. */
final class DiscrepancySumMessage {
  private static final int TIMESTEP_BINS = 16;

  private DiscrepancySumMessage() {}

  static dev.aria.proto.report.v1.DiscrepancySum write(DiscrepancySum sum) {
    return dev.aria.proto.report.v1.DiscrepancySum.newBuilder()
        .setRegion(sum.region())
        .setBin(sum.bin())
        .setBranch(BranchMessage.write(sum.branch()))
        .setCount(sum.count())
        .setSum(sum.sum())
        .setSumOfSquares(sum.sumOfSquares())
        .build();
  }

  static DiscrepancySum read(dev.aria.proto.report.v1.DiscrepancySum message) {
    if (message.getBin() >= TIMESTEP_BINS) {
      throw new IllegalArgumentException(
          "timestep bin is %d, must be below %d".formatted(message.getBin(), TIMESTEP_BINS));
    }
    return new DiscrepancySum(
        message.getRegion(),
        message.getBin(),
        BranchMessage.read(message.getBranch()),
        message.getCount(),
        message.getSum(),
        message.getSumOfSquares());
  }
}
