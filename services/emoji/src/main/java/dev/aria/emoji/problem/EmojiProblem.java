package dev.aria.emoji.problem;

import dev.aria.emoji.catalogue.Emoji;
import dev.aria.emoji.catalogue.EmojiCatalogue;
import dev.aria.emoji.catalogue.EmojiCorpus;
import dev.aria.emoji.catalogue.EmojiPictures;
import dev.aria.emoji.catalogue.EmojiPrompt;
import dev.aria.emoji.catalogue.EvaluationSet;
import dev.aria.emoji.catalogue.PairRule;
import dev.aria.emoji.catalogue.PairedSelection;
import dev.aria.emoji.catalogue.PictureBatch;
import dev.aria.emoji.evaluation.HeldOutSet;
import dev.aria.models.codec.LatentCodec;
import dev.aria.models.encoder.ConditionEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The problem that ships with ARIA: a teacher of emoji, a corpus of prompts for it, and pictures.
 */
public final class EmojiProblem implements AutoCloseable {
  /** Category of the held-out prompts about what no pair of the shipped variant shows. */
  public static final String UNPAIRED = "Animals (held out)";

  private final ProblemFiles files;
  private final ProblemVariant variant;
  private final PairRule pairs;
  private final EmojiCatalogue catalogue = EmojiCatalogue.load();

  private EmojiProblem(ProblemFiles files, ProblemVariant variant) {
    this.files = files;
    this.variant = variant;
    this.pairs = variant.pairRule();
  }

  /** Opens the shipped problem, its files unpacked under {@code data}. */
  public static EmojiProblem open(Path data) {
    return open(data, ProblemVariant.SHIPPED);
  }

  /** Opens {@code variant} of the problem, its files unpacked under {@code data}. */
  public static EmojiProblem open(Path data, ProblemVariant variant) {
    return new EmojiProblem(ProblemFiles.under(data), variant);
  }

  /**
   * Another variant on the same open files. Only one problem can be open in a data folder, so this
   * is the way to hold several variants at once. It ends with the problem that was opened; its own
   * {@link #close} ends both.
   */
  public EmojiProblem as(ProblemVariant other) {
    return new EmojiProblem(files, other);
  }

  /** Which form of the problem this is. */
  public ProblemVariant variant() {
    return variant;
  }

  /** The teacher's model file. */
  public Path teacher() {
    return files.teacher().model();
  }

  /** Pictures to latents and back. */
  public LatentCodec codec() {
    return files.codec();
  }

  /** Prompts to conditions. */
  public ConditionEncoder encoder() {
    return files.encoder();
  }

  /** All emoji. */
  public EmojiCatalogue catalogue() {
    return catalogue;
  }

  /** Texts of the corpus, all distinct. */
  public List<String> corpus() {
    return prompts().prompts().stream().map(EmojiPrompt::text).toList();
  }

  /** The half of the emoji that have the fewest prompts in the corpus; ties go by index. */
  public Set<Emoji> rare() {
    return prompts().rare();
  }

  private EmojiCorpus prompts() {
    return EmojiCorpus.of(catalogue, pairs.split(), variant.tail());
  }

  /** The paired set's folder, made when it is missing: true pictures, none of what is unpaired. */
  public Path pairedSet() {
    Path folder = files.pairs(variant);
    ProblemPairs.make(
        folder,
        folder.resolveSibling(folder.getFileName() + ".tar"),
        teacher(),
        PairedSelection.of(catalogue, pairs));
    return folder;
  }

  /** Whether no pair shows {@code emoji}. */
  public boolean isUnpaired(Emoji emoji) {
    return pairs.unpaired().holds(emoji);
  }

  /** Category of the held-out prompts about what no pair shows. */
  public String unpairedCategory() {
    return pairs.unpaired().category();
  }

  /** At most {@code most} held-out prompts, spread evenly over the catalogue. */
  public HeldOutSet heldOut(int most) {
    return heldOut(heldOutPrompts(most));
  }

  /**
   * Held-out pictures, each asked for in {@code phrasings} of the ways in which the corpus asks, in
   * a shuffled order.
   */
  public List<EmojiPrompt> heldOutPhrasings(int phrasings) {
    return EvaluationSet.phrased(catalogue, pairs.split(), phrasings).prompts();
  }

  /** The prompts of {@link #heldOut}, in the same order. */
  public List<EmojiPrompt> heldOutPrompts(int most) {
    return spread(EvaluationSet.of(catalogue, pairs.split()).prompts(), most);
  }

  /**
   * Held-out prompts to look at: at most {@code others} that some pair may show the emoji of, then
   * at most {@code unpaired} of what no pair shows. Each spread evenly over the catalogue.
   */
  public HeldOutSet shown(int others, int unpaired) {
    return heldOut(shownPrompts(others, unpaired));
  }

  /** The prompts of {@link #shown}, in the same order. */
  public List<EmojiPrompt> shownPrompts(int others, int unpaired) {
    Map<Boolean, List<EmojiPrompt>> all =
        EvaluationSet.of(catalogue, pairs.split()).prompts().stream()
            .collect(Collectors.partitioningBy(prompt -> isUnpaired(prompt.emoji())));
    List<EmojiPrompt> chosen = new ArrayList<>(spread(all.getOrDefault(false, List.of()), others));
    chosen.addAll(spread(all.getOrDefault(true, List.of()), unpaired));
    return chosen;
  }

  private static List<EmojiPrompt> spread(List<EmojiPrompt> all, int most) {
    int size = Math.min(most, all.size());
    return IntStream.range(0, size)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / size)))
        .toList();
  }

  /** {@code chosen} with their pictures and conditions. */
  public HeldOutSet heldOut(List<EmojiPrompt> chosen) {
    List<String> texts = chosen.stream().map(EmojiPrompt::text).toList();
    return new HeldOutSet(
        texts,
        chosen.stream().map(prompt -> pairs.unpaired().categoryOf(prompt.emoji())).toList(),
        codec().encode(PictureBatch.of(EmojiPictures.load(), chosen)),
        encoder().encodeAll(texts));
  }

  @Override
  public void close() {
    files.close();
  }
}
