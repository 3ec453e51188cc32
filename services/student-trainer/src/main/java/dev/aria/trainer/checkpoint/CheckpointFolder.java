package dev.aria.trainer.checkpoint;

import dev.aria.models.training.CheckpointUnreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder in which a student's checkpoints lie, one file a step. */
final class CheckpointFolder {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolder.class);
  private static final String PATTERN = "checkpoint-\\d{12}\\.aria";
  private static final String UNFINISHED = "\\.checkpoint-\\d{12}\\.aria\\.\\d+\\.tmp";

  private final Path folder;
  private final int keep;
  private final long keepEvery;

  /**
   * Creates {@code folder} if need be.
   *
   * @param keep newest checkpoints kept, at least 1
   * @param keepEvery the first at or behind each multiple of it is kept for good; 0 keeps none so
   */
  CheckpointFolder(Path folder, int keep, long keepEvery) {
    this.folder = folder;
    this.keep = keep;
    this.keepEvery = keepEvery;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the output folder " + folder, e);
    }
  }

  Path folder() {
    return folder;
  }

  /** File for the checkpoint after {@code steps} steps. */
  Path fileFor(long steps) {
    return folder.resolve(String.format(Locale.ROOT, "checkpoint-%012d.aria", steps));
  }

  /**
   * Removes all older than {@code written} but the newest and those kept for good, and what was
   * left unfinished by a process that was killed while it wrote an older one. Files of later steps,
   * which were passed over as damaged, count for nothing and are left to their owner.
   *
   * @param written the checkpoint just written
   */
  void prune(Path written) {
    String newest = name(written);
    List<Path> files =
        newestFirst().stream().filter(file -> name(file).compareTo(newest) <= 0).toList();
    for (int i = keep; i < files.size(); i++) {
      long before = i + 1 < files.size() ? steps(files.get(i + 1)) : 0;
      if (!isKeptForGood(steps(files.get(i)), before)) {
        remove(files.get(i));
      }
    }
    named(UNFINISHED)
        .filter(file -> name(file).compareTo("." + newest) < 0)
        .forEach(CheckpointFolder::remove);
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("cannot remove the old checkpoint {}: {}", file, e.toString());
    }
  }

  /** The first at or behind a multiple, since checkpoints may be late. */
  private boolean isKeptForGood(long steps, long before) {
    return keepEvery > 0 && steps / keepEvery > before / keepEvery;
  }

  private static long steps(Path file) {
    return Long.parseLong(name(file).replaceAll("\\D", ""));
  }

  /** Steps of the newest checkpoint by its name; 0 when there is none. */
  long newestStep() {
    return newestFirst().stream().findFirst().map(CheckpointFolder::steps).orElse(0L);
  }

  /**
   * What {@code open} makes of the newest checkpoint that it can read; damaged ones are skipped.
   */
  <T> Optional<T> newest(Function<Path, T> open) {
    for (Path file : newestFirst()) {
      try {
        return Optional.of(open.apply(file));
      } catch (CheckpointUnreadable e) {
        LOG.warn("{}", e.getMessage());
      }
    }
    return Optional.empty();
  }

  private List<Path> newestFirst() {
    return named(PATTERN).sorted(Comparator.reverseOrder()).toList();
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private Stream<Path> named(String pattern) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> name(file).matches(pattern)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the output folder " + folder, e);
    }
  }
}
