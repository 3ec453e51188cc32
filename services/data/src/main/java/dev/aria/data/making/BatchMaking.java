package dev.aria.data.making;

import dev.aria.core.tensor.Tensor;
import dev.aria.data.item.Content;
import dev.aria.data.item.SourceItem;
import dev.aria.data.picture.ModelPicture;
import dev.aria.data.picture.PictureRefused;
import dev.aria.models.codec.LatentCodec;
import dev.aria.runtime.pairs.writing.NewCaption;
import dev.aria.runtime.pairs.writing.NewPair;
import dev.aria.runtime.pairs.writing.PairBatch;
import dev.aria.runtime.pairs.writing.PairBatch.Rejected;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes pairs of one batch of items. */
final class BatchMaking {
  private final PairModels models;
  private final ModelPicture pictures;
  private final List<Rejected> rejected = new ArrayList<>();
  private final List<Taken> taken = new ArrayList<>();

  private BatchMaking(PairModels models, ModelPicture pictures) {
    this.models = models;
    this.pictures = pictures;
  }

  /**
   * The pairs of {@code items}; broken items are listed.
   *
   * @throws MakingFailed naming the item when codec or encoder fail
   */
  static PairBatch of(PairModels models, ModelPicture pictures, List<SourceItem> items) {
    BatchMaking making = new BatchMaking(models, pictures);
    items.forEach(making::take);
    return new PairBatch(items.size(), making.pairs(), making.rejected);
  }

  /** An item that can be used: its picture (3, H, W), or its latent. */
  private record Taken(
      SourceItem item, List<NewCaption> captions, FloatBuffer values, boolean isPicture) {}

  private void take(SourceItem item) {
    Optional<String> flaw = flaw(item.content());
    if (flaw.isPresent()) {
      rejected.add(new Rejected(item.name(), flaw.get()));
      return;
    }
    ItemCaptions encoded = named(item, () -> ItemCaptions.of(item, models));
    if (!encoded.flaw().isEmpty()) {
      rejected.add(new Rejected(item.name(), encoded.flaw()));
      return;
    }
    try {
      boolean isPicture = item.content() instanceof Content.Picture;
      taken.add(new Taken(item, encoded.usable(), values(item), isPicture));
      rejected.addAll(encoded.rejected());
    } catch (PictureRefused bad) {
      rejected.add(new Rejected(item.name(), String.valueOf(bad.getMessage())));
    }
  }

  private static Optional<String> flaw(Content content) {
    if (content instanceof Content.Broken broken) {
      return Optional.of(broken.reason());
    }
    if (content instanceof Content.Latent latent) {
      FloatBuffer values = latent.values();
      return IntStream.range(0, values.limit())
          .filter(i -> !Float.isFinite(values.get(i)))
          .mapToObj(i -> "latent not finite: %s at element %d".formatted(values.get(i), i))
          .findFirst();
    }
    return Optional.empty();
  }

  private interface Step<T> {
    T run();
  }

  private static <T> T named(SourceItem item, Step<T> step) {
    try {
      return step.run();
    } catch (MakingFailed known) {
      throw known;
    } catch (RuntimeException failure) {
      throw new MakingFailed(
          "encoding %s failed: %s".formatted(item.name(), failure.getMessage()), failure);
    }
  }

  private FloatBuffer values(SourceItem item) {
    if (item.content() instanceof Content.Picture picture) {
      return pictures.of(picture.bytes());
    }
    Content.Latent latent = (Content.Latent) item.content();
    List<Integer> shape = models.codec().latentShape();
    if (!latent.shape().equals(shape)) {
      throw new MakingFailed(
          "%s is a latent of shape %s, the teacher takes %s; encode the pictures with its codec"
              .formatted(item.name(), latent.shape(), shape),
          null);
    }
    return latent.values();
  }

  private List<NewPair> pairs() {
    Iterator<FloatBuffer> encoded =
        encoded(taken.stream().filter(Taken::isPicture).toList()).iterator();
    List<NewPair> pairs = new ArrayList<>();
    for (Taken each : taken) {
      SourceItem item = each.item();
      FloatBuffer latent = each.isPicture() ? encoded.next() : each.values();
      FloatBuffer region = region(item, each.captions().get(0).text());
      pairs.add(new NewPair(item.name(), latent, region, each.captions()));
    }
    return pairs;
  }

  private List<FloatBuffer> encoded(List<Taken> some) {
    try {
      return some.isEmpty() ? List.of() : encode(some);
    } catch (RuntimeException failure) {
      for (Taken each : some) { // is it one of them, or what they are together?
        named(each.item(), () -> encode(List.of(each)));
      }
      throw new MakingFailed(
          "the codec failed on the %d pictures from %s to %s together: %s"
              .formatted(
                  some.size(),
                  some.get(0).item().name(),
                  some.get(some.size() - 1).item().name(),
                  failure.getMessage()),
          failure);
    }
  }

  private List<FloatBuffer> encode(List<Taken> some) {
    LatentCodec codec = models.codec();
    int size = some.get(0).values().limit();
    float[] batch = new float[some.size() * size];
    for (int i = 0; i < some.size(); i++) {
      some.get(i).values().duplicate().get(batch, i * size, size);
    }
    IntStream extents = codec.pictureShape().stream().mapToInt(Integer::intValue);
    int[] shape = IntStream.concat(IntStream.of(some.size()), extents).toArray();
    Tensor encoded = codec.encode(Tensor.of(batch, shape));
    List<FloatBuffer> latents = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      float[] row = new float[encoded.rowSize()];
      encoded.readRow(i, row, 0);
      latents.add(FloatBuffer.wrap(row));
    }
    return latents;
  }

  private FloatBuffer region(SourceItem item, String text) {
    return named(
        item,
        () ->
            models
                .regions()
                .map(encoder -> FloatBuffer.wrap(encoder.encode(text)))
                .orElseGet(() -> FloatBuffer.allocate(0)));
  }
}
