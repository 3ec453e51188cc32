package dev.aria.emoji.teacher;

import dev.aria.core.tensor.Tensor;
import dev.aria.emoji.catalogue.EmojiCatalogue;
import dev.aria.emoji.catalogue.EmojiPictures;
import dev.aria.emoji.catalogue.PictureBatch;
import dev.aria.emoji.catalogue.TeacherPrompts;
import dev.aria.models.codec.IdentityCodec;
import dev.aria.models.codec.LatentCodec;
import dev.aria.models.codec.PcaCodec;
import dev.aria.models.encoder.CachingEncoder;
import dev.aria.models.encoder.ConditionEncoder;
import dev.aria.models.encoder.MiniLmEncoder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * What a teacher trains on, made ready.
 *
 * @param codecDigest of the codec that made the samples
 * @param encoderDigest of the encoder that made the conditions
 */
public record TeacherData(String codecDigest, String encoderDigest, LabelledPictures pictures) {
  private static final long MEMORY_BYTES = 1L << 20;
  private static final int MOST_TEXTS = 500_000;
  private static final int SAY_EVERY = 10_000;

  /**
   * Encodes pictures and prompts. Latents come from the folder's codec, fitted if there is none;
   * prompts go by way of the folder's cache.
   *
   * @param sampleShape (D) for latents or (C, H, W) for pixels
   */
  public static TeacherData prepare(
      TeacherFolder folder, List<Integer> sampleShape, PrintStream screen) {
    TeacherPrompts prompts = TeacherPrompts.of(EmojiCatalogue.load());
    Tensor pictures = PictureBatch.of(EmojiPictures.load(), prompts.pictures());
    try (LatentCodec codec = codec(folder, pictures, sampleShape, screen);
        ConditionEncoder encoder =
            CachingEncoder.onDisk(
                MiniLmEncoder.fromClassPath(), MEMORY_BYTES, folder.embeddings(), MOST_TEXTS)) {
      Tensor samples = codec.encode(PictureBatch.sized(pictures, codec.pictureShape().get(1)));
      LabelledPictures labelled =
          LabelledPictures.of(samples, prompts, encoder, new Progress(screen));
      return new TeacherData(codec.digest(), encoder.digest(), labelled);
    }
  }

  private static LatentCodec codec(
      TeacherFolder folder, Tensor pictures, List<Integer> sampleShape, PrintStream screen) {
    if (sampleShape.size() == 3) {
      return new IdentityCodec(sampleShape);
    }
    if (Files.exists(folder.codec())) {
      return PcaCodec.load(folder.codec());
    }
    screen.printf("fitting %d principal components%n", sampleShape.get(0));
    PcaCodec codec = PcaCodec.fit(pictures, sampleShape.get(0)).inHalfPrecision();
    try {
      codec.save(folder.codec());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder.codec(), e);
    }
    return codec;
  }

  private static final class Progress implements IntConsumer {
    private final PrintStream screen;
    private int said;

    Progress(PrintStream screen) {
      this.screen = screen;
    }

    @Override
    public void accept(int done) {
      if (done - said >= SAY_EVERY) {
        screen.printf("encoded %d prompts%n", done);
        said = done;
      }
    }
  }
}
