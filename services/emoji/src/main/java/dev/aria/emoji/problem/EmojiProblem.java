package dev.aria.emoji.problem;

import dev.aria.core.tensor.Tensor;
import dev.aria.emoji.catalogue.EmojiCatalogue;
import dev.aria.emoji.catalogue.EmojiCorpus;
import dev.aria.emoji.catalogue.EmojiPairs;
import dev.aria.emoji.catalogue.EmojiPictures;
import dev.aria.emoji.catalogue.EmojiPrompt;
import dev.aria.emoji.catalogue.EvaluationSet;
import dev.aria.emoji.catalogue.PairedSelection;
import dev.aria.emoji.catalogue.PictureBatch;
import dev.aria.emoji.catalogue.UnpackedTeacher;
import dev.aria.emoji.evaluation.HeldOutSet;
import dev.aria.models.codec.LatentCodec;
import dev.aria.models.codec.PcaCodec;
import dev.aria.models.encoder.CachingEncoder;
import dev.aria.models.encoder.ConditionEncoder;
import dev.aria.models.encoder.MiniLmEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The problem that ships with ARIA: a teacher of emoji, a corpus of prompts for it, and pictures.
 */
public final class EmojiProblem implements AutoCloseable {
  /** Category of the held-out prompts about what no pair shows. */
  public static final String UNPAIRED = "Animals (held out)";

  private static final long PAIRS_SEED = 1;
  private static final long CACHE_BYTES = 64L << 20;
  private static final int CACHED_TEXTS = 200_000;

  private final Path folder;
  private final UnpackedTeacher teacher;
  private final EmojiCatalogue catalogue = EmojiCatalogue.load();
  private final LatentCodec codec;
  private final ConditionEncoder encoder;

  private EmojiProblem(
      Path folder, UnpackedTeacher teacher, LatentCodec codec, ConditionEncoder encoder) {
    this.folder = folder;
    this.teacher = teacher;
    this.codec = codec;
    this.encoder = encoder;
  }

  /** Opens the problem, its files unpacked under {@code data}. */
  public static EmojiProblem open(Path data) {
    Path folder = data.resolve("emoji");
    UnpackedTeacher teacher = UnpackedTeacher.into(folder);
    ConditionEncoder encoder =
        CachingEncoder.onDisk(
            MiniLmEncoder.fromClassPath(),
            CACHE_BYTES,
            folder.resolve("embeddings.bin"),
            CACHED_TEXTS);
    return new EmojiProblem(folder, teacher, PcaCodec.load(teacher.codec()), encoder);
  }

  /** The teacher's model file. */
  public Path teacher() {
    return teacher.model();
  }

  /** Pictures to latents and back. */
  public LatentCodec codec() {
    return codec;
  }

  /** Prompts to conditions. */
  public ConditionEncoder encoder() {
    return encoder;
  }

  /** Texts of the corpus, all distinct. */
  public List<String> corpus() {
    return EmojiCorpus.of(catalogue).prompts().stream().map(EmojiPrompt::text).toList();
  }

  /** The paired set's file, made when it is missing: true pictures, no animal among them. */
  public Path pairedSet() {
    Path file = folder.resolve("pairs-" + codec.digest().substring(0, 12) + ".aria");
    if (!Files.exists(file)) {
      EmojiPairs.write(file, codec, encoder, PairedSelection.DEFAULT_SHARE, PAIRS_SEED);
    }
    return file;
  }

  /** At most {@code most} held-out prompts, spread evenly over the catalogue. */
  public HeldOutSet heldOut(int most) {
    return set(spread(EvaluationSet.of(catalogue).prompts(), most));
  }

  /**
   * Held-out prompts to look at: at most {@code others} that are of no animal, then at most {@code
   * animals} of animals, which no pair shows. Each spread evenly over the catalogue.
   */
  public HeldOutSet shown(int others, int animals) {
    Map<Boolean, List<EmojiPrompt>> all =
        EvaluationSet.of(catalogue).prompts().stream()
            .collect(Collectors.partitioningBy(prompt -> prompt.emoji().animal()));
    List<EmojiPrompt> chosen = new ArrayList<>(spread(all.getOrDefault(false, List.of()), others));
    chosen.addAll(spread(all.getOrDefault(true, List.of()), animals));
    return set(chosen);
  }

  private static List<EmojiPrompt> spread(List<EmojiPrompt> all, int most) {
    int size = Math.min(most, all.size());
    return IntStream.range(0, size)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / size)))
        .toList();
  }

  private HeldOutSet set(List<EmojiPrompt> chosen) {
    List<String> texts = chosen.stream().map(EmojiPrompt::text).toList();
    return new HeldOutSet(
        texts,
        chosen.stream()
            .map(prompt -> prompt.emoji().animal() ? UNPAIRED : prompt.emoji().category())
            .toList(),
        latents(chosen),
        encoder.encodeAll(texts));
  }

  private Tensor latents(List<EmojiPrompt> prompts) {
    return codec.encode(PictureBatch.of(EmojiPictures.load(), prompts));
  }

  @Override
  public void close() {
    encoder.close();
    codec.close();
  }
}
