package dev.aria.emoji.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.emoji.catalogue.EmojiCatalogue;
import dev.aria.models.folder.ModelFolder;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSets;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProblemExportTest {
  @TempDir private Path folder;

  @Test
  void into_folder_holdsModelsThatFitAndPairsOfNoAnimal() throws IOException {
    ProblemExport export = ProblemExport.into(folder);

    ModelDescriptor teacher = ModelFolder.of(export.teacher()).descriptor();
    ModelDescriptor student = ModelFolder.of(export.student()).descriptor();
    EmojiCatalogue catalogue = EmojiCatalogue.load();
    assertThat(student.sampleShape()).isEqualTo(teacher.sampleShape());
    assertThat(student.diffusion()).isEqualTo(teacher.diffusion());
    try (PairedSet pairs = PairedSets.open(export.pairs())) {
      assertThat(pairs.size()).isGreaterThan(1000);
      assertThat(pairs.latentShape()).isEqualTo(teacher.sampleShape());
      for (int i = 0; i < pairs.size(); i++) {
        String name = pairs.text(i).substring(0, pairs.text(i).indexOf(','));
        assertThat(catalogue.named(name)).get().matches(emoji -> !emoji.animal());
      }
    }
    assertMadeAgainTheSame(export);
  }

  /** By the problem under another folder: the pairs, and the student of the same teacher. */
  private void assertMadeAgainTheSame(ProblemExport export) throws IOException {
    Path again = folder.resolve("again").resolve(ModelFiles.NETWORK);
    try (EmojiProblem problem = EmojiProblem.open(folder.resolve("data"));
        PairedSet own = PairedSets.open(problem.pairedSet());
        PairedSet exported = PairedSets.open(export.pairs())) {
      assertThat(own.digest()).isEqualTo(exported.digest());
      EmojiStudent.write(again, problem.teacher(), false, EmojiStudent.SHIPPED_SEED);
      assertThat(problem.teacher())
          .hasSameBinaryContentAs(export.teacher().resolve(ModelFiles.NETWORK));
    }
    assertThat(again).hasSameBinaryContentAs(export.student().resolve(ModelFiles.NETWORK));
  }
}
