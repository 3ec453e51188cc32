package dev.aria.cli.teacher;

import dev.aria.cli.emoji.EmojiCatalogue;
import dev.aria.cli.emoji.EmojiPictures;
import dev.aria.cli.emoji.PictureBatch;
import dev.aria.cli.emoji.TeacherPrompts;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.codec.PcaCodec;
import dev.aria.models.encoder.CachingEncoder;
import dev.aria.models.encoder.ConditionEncoder;
import dev.aria.models.encoder.MiniLmEncoder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** What a teacher trains on, made ready: the codec, and every picture with its prompts. */
record TeacherData(PcaCodec codec, String encoderDigest, LabelledPictures pictures) {
  private static final long MEMORY_BYTES = 1L << 20;
  private static final int MOST_TEXTS = 500_000;
  private static final int SAY_EVERY = 10_000;

  /** Fits or loads the codec, then encodes all prompts, by way of the folder's cache. */
  static TeacherData prepare(TeacherFolder folder, int latent, PrintStream screen) {
    TeacherPrompts prompts = TeacherPrompts.of(EmojiCatalogue.load());
    Tensor pictures = PictureBatch.of(EmojiPictures.load(), prompts.pictures());
    PcaCodec codec = codec(folder, pictures, latent, screen);
    try (ConditionEncoder encoder =
        CachingEncoder.onDisk(
            MiniLmEncoder.fromClassPath(), MEMORY_BYTES, folder.embeddings(), MOST_TEXTS)) {
      LabelledPictures labelled =
          LabelledPictures.of(
              PictureBatch.rows(codec.encode(pictures)), prompts, encoder, new Sayer(screen));
      return new TeacherData(codec, encoder.digest(), labelled);
    }
  }

  private static PcaCodec codec(
      TeacherFolder folder, Tensor pictures, int latent, PrintStream screen) {
    if (Files.exists(folder.codec())) {
      return PcaCodec.load(folder.codec());
    }
    screen.printf("fitting %d principal components%n", latent);
    PcaCodec codec = PcaCodec.fit(pictures, latent).inHalfPrecision();
    try {
      codec.save(folder.codec());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder.codec(), e);
    }
    return codec;
  }

  private static final class Sayer implements java.util.function.IntConsumer {
    private final PrintStream screen;
    private int said;

    Sayer(PrintStream screen) {
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
