package dev.aria.emoji.problem;

import dev.aria.core.file.WholeFile;
import dev.aria.emoji.catalogue.EmojiCatalogue;
import dev.aria.emoji.catalogue.EmojiCorpus;
import dev.aria.emoji.catalogue.EmojiPrompt;
import dev.aria.emoji.catalogue.PairedSelection;
import dev.aria.emoji.catalogue.UnpackedTeacher;
import dev.aria.models.model.ModelFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The built-in problem as files, as one would lay out one's own: for services that run elsewhere,
 * and to try every command on.
 *
 * @param teacher folder of the teacher
 * @param student folder of the student's first weights
 * @param pictures tar of the pictures and their captions
 * @param pairs the paired set of them
 * @param prompts the corpus, a prompt a line
 */
public record ProblemExport(Path teacher, Path student, Path pictures, Path pairs, Path prompts) {
  /** Writes the files under {@code folder}; the same release always writes the same bytes. */
  public static ProblemExport into(Path folder) {
    ProblemExport export =
        new ProblemExport(
            folder.resolve("teacher"),
            folder.resolve("student"),
            folder.resolve("pictures.tar"),
            folder.resolve("pairs"),
            folder.resolve("prompts.txt"));
    export.write();
    List.of(export.teacher, export.student, export.pairs).forEach(ProblemExport::openToReaders);
    return export;
  }

  private void write() {
    EmojiCatalogue catalogue = EmojiCatalogue.load();
    Path model = UnpackedTeacher.into(teacher).model();
    EmojiStudent.write(
        student.resolve(ModelFiles.NETWORK), model, false, EmojiStudent.SHIPPED_SEED);
    List<EmojiPrompt> paired =
        PairedSelection.of(catalogue, PairedSelection.DEFAULT_SHARE, PairedSelection.DEFAULT_SEED);
    ProblemPairs.make(pairs, pictures, teacher, paired);
    WholeFile.replace(
        prompts,
        EmojiCorpus.of(catalogue).prompts().stream()
            .map(prompt -> prompt.text() + "\n")
            .collect(Collectors.joining()));
  }

  /** The services may run as another user, in a container say. */
  private static void openToReaders(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.toFile().setReadable(true, false)) {
          throw new IllegalStateException("cannot let others read " + file);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read the folder " + folder, failure);
    }
  }
}
