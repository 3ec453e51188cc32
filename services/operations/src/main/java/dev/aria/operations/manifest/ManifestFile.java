package dev.aria.operations.manifest;

import dev.aria.core.file.WholeFile;
import dev.aria.models.json.StrictJson;
import dev.aria.operations.run.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The {@code run.json} of a run's folder: replaced whole, so that it is valid at any moment. */
public final class ManifestFile {
  private static final String NAME = "run.json";

  private final Path file;
  private final String run;

  private ManifestFile(Path file, String run) {
    this.file = file;
    this.run = run;
  }

  /** That of {@code run}; need not exist. */
  public static ManifestFile of(RunFiles run) {
    return new ManifestFile(run.folder().resolve(NAME), run.name());
  }

  /** Where it is. */
  public Path path() {
    return file;
  }

  /**
   * What it says; empty when it does not exist.
   *
   * @throws ManifestUnreadable when it is damaged or of another version
   */
  public Optional<RunManifest> read() {
    try {
      return Optional.of(StrictJson.read(Files.readString(file), RunManifest.class));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw new ManifestUnreadable(file, e);
    }
  }

  /**
   * Adds {@code measures} to what is known of {@code student}.
   *
   * @return what it says now; empty when no outcome of that student is known
   */
  Optional<RunManifest> measured(String student, Map<String, Double> measures) {
    return read()
        .flatMap(known -> known.student(student))
        .map(outcome -> update(before -> before.withStudent(student, outcome.measured(measures))));
  }

  /**
   * Replaces it by what {@code change} makes of it, or of an empty one.
   *
   * @return what it says now
   * @throws ManifestUnreadable when what is there cannot be read
   * @throws java.io.UncheckedIOException when it cannot be written; what was there stays
   */
  public RunManifest update(UnaryOperator<RunManifest> change) {
    RunManifest changed = change.apply(read().orElseGet(() -> RunManifest.of(run)));
    WholeFile.replace(file, StrictJson.write(changed));
    return changed;
  }
}
