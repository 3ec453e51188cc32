package dev.aria.emoji.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.digest.Sha256;
import dev.aria.emoji.catalogue.EmojiCatalogue;
import dev.aria.models.folder.ModelFolder;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProblemExportTest {
  @TempDir private Path folder;

  @Test
  void into_twoFolders_holdTheSameBytes() throws IOException {
    ProblemExport.into(folder.resolve("a"));
    ProblemExport.into(folder.resolve("b"));

    assertThat(digests(folder.resolve("a")))
        .containsKeys("pictures.tar", "prompts.txt", "student/network.pt", "teacher/network.json")
        .isEqualTo(digests(folder.resolve("b")));
  }

  @Test
  void into_folder_holdsModelsThatFitAndPairsOfNoAnimal() {
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
    try (EmojiProblem problem = EmojiProblem.open(folder.resolve("data"));
        PairedSet own = PairedSets.open(problem.pairedSet());
        PairedSet exported = PairedSets.open(export.pairs())) {
      assertThat(own.digest()).isEqualTo(exported.digest());
    }
  }

  private static Map<String, String> digests(Path root) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        digests.put(root.relativize(file).toString(), Sha256.of(file));
      }
    }
    return digests;
  }
}
