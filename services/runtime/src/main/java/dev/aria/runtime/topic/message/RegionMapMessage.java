package dev.aria.runtime.topic.message;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.proto.region.v1.RegionMap;
import java.util.List;

/** Region map of a corpus, between message and value. */
public final class RegionMapMessage {
  private static final double SHARE_TOLERANCE = 1e-6;

  private RegionMapMessage() {}

  public static RegionMap write(RegionMapRecord map) {
    return RegionMap.newBuilder()
        .setCorpus(map.corpus())
        .setDigest(map.digest())
        .setEncoderDigest(map.encoderDigest())
        .setCentroids(TensorMessage.write(map.centroids()))
        .addAllNames(map.names())
        .addAllShares(map.shares())
        .addAllGroups(map.groups())
        .build();
  }

  public static RegionMapRecord read(RegionMap message) {
    checkShares(message.getSharesList());
    return new RegionMapRecord(
        message.getCorpus(),
        message.getDigest(),
        message.getEncoderDigest(),
        TensorMessage.readFinite("centroids", message.getCentroids()),
        message.getNamesList(),
        message.getSharesList(),
        message.getGroupsList());
  }

  private static void checkShares(List<Double> shares) {
    double total = 0;
    for (double share : shares) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("share is " + share + ", must lie in [0, 1]");
      }
      total += share;
    }
    if (Math.abs(total - 1) > SHARE_TOLERANCE) {
      throw new IllegalArgumentException("shares sum to " + total + ", must sum to 1");
    }
  }
}
