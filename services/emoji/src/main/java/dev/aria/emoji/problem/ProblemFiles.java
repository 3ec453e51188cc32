package dev.aria.emoji.problem;

import dev.aria.emoji.catalogue.UnpackedTeacher;
import dev.aria.models.codec.LatentCodec;
import dev.aria.models.codec.PcaCodec;
import dev.aria.models.encoder.CachingEncoder;
import dev.aria.models.encoder.ConditionEncoder;
import dev.aria.models.encoder.MiniLmEncoder;
import java.nio.file.Path;

/**
 * The files of the built-in problem under one data folder, which all its variants share.
 *
 * @param folder where paired sets are written
 */
record ProblemFiles(
    Path folder, UnpackedTeacher teacher, LatentCodec codec, ConditionEncoder encoder) {
  private static final long CACHE_BYTES = 64L << 20;
  private static final int CACHED_TEXTS = 200_000;
  private static final int DIGITS = 12;

  /** Unpacks what ships under {@code data} and opens the cache of embeddings there. */
  static ProblemFiles under(Path data) {
    Path folder = data.resolve("emoji");
    UnpackedTeacher teacher = UnpackedTeacher.into(folder.resolve("teacher"));
    ConditionEncoder encoder =
        CachingEncoder.onDisk(
            MiniLmEncoder.fromClassPath(),
            CACHE_BYTES,
            folder.resolve("embeddings.bin"),
            CACHED_TEXTS);
    return new ProblemFiles(folder, teacher, PcaCodec.load(teacher.codec()), encoder);
  }

  /** Where the paired set of {@code variant} lies. */
  Path pairs(ProblemVariant variant) {
    String name = "pairs-" + codec.digest().substring(0, DIGITS);
    if (!variant.equals(ProblemVariant.SHIPPED)) {
      name += "-" + variant.digest().substring(0, DIGITS);
    }
    return folder.resolve(name);
  }

  void close() {
    encoder.close();
    codec.close();
  }
}
