package dev.aria.runtime.topic;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.proto.prompt.v1.PromptsPlace;
import dev.aria.proto.region.v1.RegionMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Region maps and the prompts tagged by them, between message and value. */
final class Regions {
  private static final double SHARE_TOLERANCE = 1e-6;

  private Regions() {}

  static RegionMap write(RegionMapRecord map) {
    return RegionMap.newBuilder()
        .setCorpus(map.corpus())
        .setDigest(map.digest())
        .setEncoderDigest(map.encoderDigest())
        .setCentroids(Tensors.write(map.centroids()))
        .addAllNames(map.names())
        .addAllShares(map.shares())
        .addAllGroups(map.groups())
        .build();
  }

  static RegionMapRecord read(RegionMap message) {
    checkShares(message.getSharesList());
    return new RegionMapRecord(
        message.getCorpus(),
        message.getDigest(),
        message.getEncoderDigest(),
        Tensors.readFinite("centroids", message.getCentroids()),
        message.getNamesList(),
        message.getSharesList(),
        message.getGroupsList());
  }

  static dev.aria.proto.prompt.v1.TaggedPrompts write(TaggedPrompts page) {
    return dev.aria.proto.prompt.v1.TaggedPrompts.newBuilder()
        .setRegionMapDigest(page.regionMapDigest())
        .setRegion(page.region())
        .addAllIds(page.ids())
        .addAllTexts(page.texts())
        .setConditions(Tensors.write(page.conditions()))
        .addAllConsumed(places(page.consumed()))
        .build();
  }

  private static List<PromptsPlace> places(Map<Integer, Long> consumed) {
    return new TreeMap<>(consumed)
        .entrySet().stream()
            .map(
                place ->
                    PromptsPlace.newBuilder()
                        .setPartition(place.getKey())
                        .setNextOffset(place.getValue())
                        .build())
            .toList();
  }

  static TaggedPrompts read(dev.aria.proto.prompt.v1.TaggedPrompts message) {
    if (message.getIdsCount() > TaggedPrompts.MAX_PROMPTS) {
      throw new IllegalArgumentException(
          "page of %d prompts, at most %d are accepted"
              .formatted(message.getIdsCount(), TaggedPrompts.MAX_PROMPTS));
    }
    return new TaggedPrompts(
        message.getRegionMapDigest(),
        message.getRegion(),
        message.getIdsList(),
        message.getTextsList(),
        Tensors.readFinite("conditions", message.getConditions()),
        consumed(message.getConsumedList()));
  }

  private static Map<Integer, Long> consumed(List<PromptsPlace> places) {
    return places.stream()
        .collect(
            Collectors.toMap(PromptsPlace::getPartition, PromptsPlace::getNextOffset, Math::max));
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
