package dev.aria.emoji.problem;

import dev.aria.emoji.catalogue.EmojiCatalogue;
import dev.aria.emoji.catalogue.EmojiCorpus;
import dev.aria.emoji.catalogue.EmojiPairs;
import dev.aria.emoji.catalogue.EmojiPrompt;
import dev.aria.emoji.catalogue.PairedSelection;
import dev.aria.emoji.catalogue.UnpackedTeacher;
import dev.aria.models.codec.LatentCodec;
import dev.aria.models.codec.PcaCodec;
import dev.aria.models.encoder.ConditionEncoder;
import dev.aria.models.encoder.MiniLmEncoder;
import dev.aria.models.model.ModelFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The built-in problem as files for services that run elsewhere: teacher, paired set and prompts.
 *
 * @param teacher the teacher's descriptor, its model and codec beside it
 * @param pairs the paired set
 * @param prompts the corpus, a prompt a line
 */
public record ProblemExport(Path teacher, Path pairs, Path prompts) {
  /** Writes the files under {@code folder}; the same release always writes the same bytes. */
  public static ProblemExport into(Path folder) {
    UnpackedTeacher teacher = UnpackedTeacher.into(folder.resolve("teacher"));
    Path pairs = folder.resolve("pairs.aria");
    try (LatentCodec codec = PcaCodec.load(teacher.codec());
        ConditionEncoder encoder = MiniLmEncoder.fromClassPath()) {
      EmojiPairs.write(
          pairs, codec, encoder, PairedSelection.DEFAULT_SHARE, PairedSelection.DEFAULT_SEED);
    }
    openToReaders(teacher.model(), ModelFiles.descriptorOf(teacher.model()), pairs);
    return new ProblemExport(
        folder.resolve("teacher").resolve("teacher.json"),
        pairs,
        prompts(folder.resolve("prompts.txt")));
  }

  /** The services may run as another user, in a container say. */
  private static void openToReaders(Path... files) {
    for (Path file : files) {
      if (!file.toFile().setReadable(true, false)) {
        throw new IllegalStateException("cannot let others read " + file);
      }
    }
  }

  private static Path prompts(Path file) {
    List<String> texts =
        EmojiCorpus.of(EmojiCatalogue.load()).prompts().stream().map(EmojiPrompt::text).toList();
    try {
      return Files.write(file, texts);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + file, failure);
    }
  }
}
