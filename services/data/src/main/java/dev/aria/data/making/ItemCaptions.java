package dev.aria.data.making;

import dev.aria.core.record.PromptRecord;
import dev.aria.data.item.Caption;
import dev.aria.data.item.Content;
import dev.aria.data.item.SourceItem;
import dev.aria.runtime.pairs.writing.NewCaption;
import dev.aria.runtime.pairs.writing.PairBatch.Rejected;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The captions of an item with their conditions.
 *
 * @param usable those that have one
 * @param rejected the others, unless none is usable
 * @param flaw why none is usable; empty when one is
 */
record ItemCaptions(List<NewCaption> usable, List<Rejected> rejected, String flaw) {
  ItemCaptions {
    usable = List.copyOf(usable);
    rejected = List.copyOf(rejected);
  }

  static ItemCaptions of(SourceItem item, PairModels models) {
    List<NewCaption> usable = new ArrayList<>();
    List<Rejected> rejected = new ArrayList<>();
    for (int i = 0; i < item.captions().size(); i++) {
      try {
        usable.add(encoded(item, i, models));
      } catch (IllegalArgumentException bad) {
        rejected.add(
            new Rejected(
                "%s caption %d".formatted(item.name(), i + 1), "bad caption: " + bad.getMessage()));
      }
    }
    if (!usable.isEmpty()) {
      return new ItemCaptions(usable, rejected, "");
    }
    return new ItemCaptions(
        List.of(),
        List.of(),
        rejected.isEmpty() ? "no caption: it is empty" : rejected.get(0).reason());
  }

  private static NewCaption encoded(SourceItem item, int number, PairModels models) {
    Caption caption = item.captions().get(number);
    PromptRecord prompt = new PromptRecord(caption.text(), Optional.empty(), caption.teacher());
    String text = prompt.text();
    Optional<FloatBuffer> given =
        item.content() instanceof Content.Latent latent ? latent.condition() : Optional.empty();
    FloatBuffer condition =
        given.orElseGet(
            () ->
                models
                    .conditions()
                    .map(encoder -> FloatBuffer.wrap(encoder.encode(text)))
                    .orElseThrow(
                        () ->
                            new MakingFailed(
                                item.name()
                                    + " brings no condition along, and the teacher has no encoder;"
                                    + " give an array named conditions",
                                null)));
    return new NewCaption(text, caption.probability(), condition, prompt.teacher());
  }
}
