package dev.aria.operations.run;

import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whether a run's folder and what Kafka holds of the run belong together. They do not where one of
 * them was deleted, moved, copied or restored without the other.
 */
public final class FolderAndLog {
  private static final String CHECKPOINT = "checkpoint-\\d+\\.aria";

  private final Predicate<Topic<?>> exists;

  public FolderAndLog(Cluster cluster) {
    this(cluster::exists);
  }

  /**
   * @param exists whether Kafka has a topic
   */
  FolderAndLog(Predicate<Topic<?>> exists) {
    this.exists = exists;
  }

  /** Whether Kafka holds records of {@code run}, of whose settings the name matters alone. */
  public boolean isRecorded(RunSettings run) {
    return Topics.ofRun(run).stream().anyMatch(exists);
  }

  /**
   * Refuses to begin a run whose name Kafka knows: its student would learn from the old records.
   *
   * @param folder where the run's folder would be made
   * @throws FolderMismatch when Kafka holds records of that name
   */
  public void checkUnused(RunSettings run, Path folder) {
    if (isRecorded(run)) {
      throw new FolderMismatch(
          ("Kafka holds records of run '%s', but its folder %s does not exist. Put the folder back"
                  + " to go on with that run, or choose another name")
              .formatted(run.name(), folder));
    }
  }

  /**
   * Refuses to go on with a run that has checkpoints but no records in Kafka: its trainers would go
   * on from a checkpoint while the draws begin anew.
   *
   * @throws FolderMismatch when that is so
   */
  public void checkRecorded(RunFiles files, RunSettings run) {
    List<Path> checkpoints = checkpoints(files.students());
    if (!checkpoints.isEmpty() && !isRecorded(run)) {
      throw new FolderMismatch(
          ("run '%s' has checkpoints under %s, but Kafka holds no records of it: this is another"
                  + " Kafka, its data were deleted, or the folder is a copy. Use the Kafka that the"
                  + " run began with, or begin another run under another name")
              .formatted(run.name(), files.students()));
    }
  }

  private static List<Path> checkpoints(Path students) {
    if (!Files.isDirectory(students)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(students, 2)) {
      return files.filter(file -> String.valueOf(file.getFileName()).matches(CHECKPOINT)).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot list " + students, failure);
    }
  }
}
