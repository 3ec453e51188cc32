package dev.aria.emoji.problem;

import dev.aria.core.tensor.ElementType;
import dev.aria.data.making.MakingSettings;
import dev.aria.data.making.PairMaking;
import dev.aria.data.making.TeacherModels;
import dev.aria.data.source.ColumnNames;
import dev.aria.data.source.Sources;
import dev.aria.emoji.catalogue.EmojiPrompt;
import dev.aria.emoji.catalogue.PictureTar;
import dev.aria.runtime.pairs.PairedSetManifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The paired set of the built-in problem, made as anyone's is: pictures in a tar, and what {@code
 * aria data pairs} does with it by default.
 */
final class ProblemPairs {
  private ProblemPairs() {}

  /**
   * Makes the set in {@code folder}, unless it is there or only to be finished.
   *
   * @param tar where the pictures are written to
   * @param teacher whose codec and encoder make the pairs
   */
  static void make(Path folder, Path tar, Path teacher, List<EmojiPrompt> chosen) {
    if (Files.exists(folder.resolve(PairedSetManifest.FILE))) {
      return;
    }
    PictureTar.write(tar, chosen);
    int workers = Runtime.getRuntime().availableProcessors();
    MakingSettings settings =
        new MakingSettings(workers, MakingSettings.USUAL_BATCH, ElementType.FLOAT32, 0);
    try (TeacherModels models = TeacherModels.open(teacher)) {
      new PairMaking(models.models(), settings, (read, pairs, rejected) -> {})
          .make(folder, Sources.at(tar, new ColumnNames(Optional.empty(), Optional.empty())));
    }
  }
}
