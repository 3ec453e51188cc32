package dev.aria.trials.compare;

import dev.aria.emoji.demo.DemoRun;
import dev.aria.emoji.demo.DemoSettings;
import dev.aria.models.model.ModelFiles;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.topic.Topics;
import dev.aria.trials.runs.FolderRemoval;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a measured run leaves behind: topics (its targets above all), its copy of the corpus and the
 * checkpoints of its students. Settings, logs and the trained students stay.
 */
public final class SpentRun {
  private final DemoRun run;
  private final Path pageStore;

  /** What {@code run} has left behind, made under {@code settings}. */
  public SpentRun(DemoRun run, DemoSettings settings) {
    this.run = run;
    this.pageStore = settings.pageStores().resolve(run.files().name());
  }

  /** Whether something is there still to be deleted. */
  boolean remains() {
    return Files.exists(run.initial());
  }

  /** Deletes it. */
  public void delete(Cluster cluster) {
    cluster.delete(Topics.ofRun(run.agreed()));
    for (Path student : students()) {
      cluster.delete(Topics.ofStudent(run.agreed(), String.valueOf(student.getFileName())));
    }
    deleteFiles();
  }

  /**
   * Deletes what lies in folders, all that a run without topics leaves; the first weights go last,
   * so that a deletion cut short is seen as such.
   */
  void deleteFiles() {
    FolderRemoval.remove(FolderRemoval.below(pageStore));
    FolderRemoval.remove(
        FolderRemoval.below(run.files().students()).stream().filter(file -> !kept(file)).toList());
    FolderRemoval.remove(List.of(ModelFiles.descriptorOf(run.initial()), run.initial()));
  }

  private List<Path> students() {
    return FolderRemoval.below(run.files().students()).stream()
        .filter(path -> Files.isDirectory(path) && !path.equals(run.files().students()))
        .toList();
  }

  /** A trained student's own files stay, and so its folder, after which they are named. */
  private static boolean kept(Path file) {
    Path student = file.getParent();
    return Files.isDirectory(file)
        || (student != null
            && file.getFileName().toString().startsWith(student.getFileName() + "."));
  }
}
