package dev.aria.cli.compare;

import dev.aria.cli.demo.DemoRun;
import dev.aria.cli.demo.DemoSettings;
import dev.aria.models.model.ModelFiles;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a measured run leaves behind: topics (its targets above all), its copy of the corpus and its
 * checkpoints. Settings, logs and the trained student stay.
 */
final class SpentRun {
  private final DemoRun run;
  private final Path pageStore;

  SpentRun(DemoRun run, DemoSettings settings) {
    this.run = run;
    this.pageStore = settings.pageStores().resolve(run.files().name());
  }

  /** Whether something is there still to be deleted. */
  boolean remains() {
    return Files.exists(run.initial());
  }

  /** Deletes it; the first weights go last, so that a deletion cut short is seen as such. */
  void delete(Cluster cluster) {
    cluster.delete(Topics.ofRun(run.agreed()));
    remove(below(pageStore));
    Path student = run.files().student(DemoSettings.STUDENT);
    remove(below(student).stream().filter(file -> !kept(student, file)).toList());
    remove(List.of(ModelFiles.descriptorOf(run.initial()), run.initial()));
  }

  /** The trained student's own files stay, and so their folder. */
  private static boolean kept(Path folder, Path file) {
    return file.equals(folder)
        || file.getFileName().toString().startsWith(DemoSettings.STUDENT + ".");
  }

  /** Everything under {@code folder} and the folder itself, the deepest first. */
  private static List<Path> below(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(folder)) {
      return found.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot list " + folder, failure);
    }
  }

  private static void remove(List<Path> files) {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException failure) {
        throw new UncheckedIOException("cannot delete " + file, failure);
      }
    }
  }
}
