package dev.aria.emoji.catalogue;

import dev.aria.core.tensor.Tensor;
import dev.aria.models.codec.LatentCodec;
import dev.aria.models.encoder.ConditionEncoder;
import dev.aria.runtime.pairs.PairedSetFile;
import java.nio.file.Path;
import java.util.List;

/** Writes the paired set of the built-in problem: latents, conditions and texts of its pairs. */
public final class EmojiPairs {
  private EmojiPairs() {}

  /**
   * Writes the pairs that {@link PairedSelection} chooses in the shipped split; the same arguments
   * give the same bytes.
   *
   * @return number of pairs
   */
  public static int write(
      Path file, LatentCodec codec, ConditionEncoder encoder, double share, long seed) {
    return write(file, codec, encoder, PairedSelection.of(EmojiCatalogue.load(), share, seed));
  }

  /**
   * Writes {@code chosen} and their pictures; the same arguments give the same bytes.
   *
   * @return number of pairs
   */
  public static int write(
      Path file, LatentCodec codec, ConditionEncoder encoder, List<EmojiPrompt> chosen) {
    List<String> texts = chosen.stream().map(EmojiPrompt::text).toList();
    Tensor latents = codec.encode(PictureBatch.of(EmojiPictures.load(), chosen));
    PairedSetFile.write(file, latents, encoder.encodeAll(texts), texts);
    return chosen.size();
  }
}
