package dev.aria.runtime.topic.message;

import dev.aria.core.record.TaggedPrompts;
import dev.aria.proto.prompt.v1.PromptsPlace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Page of tagged prompts of one region, between message and value. */
public final class TaggedPromptsMessage {
  private TaggedPromptsMessage() {}

  public static dev.aria.proto.prompt.v1.TaggedPrompts write(TaggedPrompts page) {
    return dev.aria.proto.prompt.v1.TaggedPrompts.newBuilder()
        .setRegionMapDigest(page.regionMapDigest())
        .setRegion(page.region())
        .addAllIds(page.ids())
        .addAllTexts(page.texts())
        .setConditions(TensorMessage.write(page.conditions()))
        .addAllConsumed(places(page.consumed()))
        .addAllTeachers(page.teachers())
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

  public static TaggedPrompts read(dev.aria.proto.prompt.v1.TaggedPrompts message) {
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
        TensorMessage.readFinite("conditions", message.getConditions()),
        consumed(message.getConsumedList()),
        message.getTeachersList());
  }

  private static Map<Integer, Long> consumed(List<PromptsPlace> places) {
    return places.stream()
        .collect(
            Collectors.toMap(PromptsPlace::getPartition, PromptsPlace::getNextOffset, Math::max));
  }
}
