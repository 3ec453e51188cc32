package dev.aria.operations.run;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import dev.aria.core.file.WholeFile;
import dev.aria.runtime.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of one run: {@code <data>/runs/<name>}. */
public final class RunFiles {
  private static final String RUNS = "runs";
  private static final String OUTPUT = "aria.student-trainer.output";

  private final Path folder;

  private RunFiles(Path folder) {
    this.folder = folder;
  }

  /** The folder of run {@code name} under {@code data}; need not exist yet. */
  public static RunFiles of(Path data, String name) {
    return new RunFiles(data.resolve(RUNS).resolve(name));
  }

  /**
   * The folder of run {@code name} for settings that lie elsewhere: its own settings say no more
   * than to include {@code config}.
   */
  public static RunFiles adopt(Path data, String name, Path config) {
    RunFiles run = of(data, name);
    Path elsewhere = config.toAbsolutePath().normalize();
    if (!elsewhere.equals(run.settings().toAbsolutePath().normalize())) {
      WholeFile.replace(
          run.settings(),
          "include required(file(%s))%n".formatted(ConfigUtil.quoteString(elsewhere.toString())));
    }
    return run;
  }

  /** Runs that have settings, oldest first. */
  public static List<RunFiles> all(Path data) {
    Path runs = data.resolve(RUNS);
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(runs)) {
      return folders
          .map(RunFiles::new)
          .filter(run -> Files.exists(run.settings()))
          .sorted(Comparator.comparing(run -> run.settings().toFile().lastModified()))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot list " + runs, failure);
    }
  }

  /** The newest run, if there is one. */
  public static Optional<RunFiles> newest(Path data) {
    List<RunFiles> all = all(data);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /**
   * Refuses a folder that was moved or copied: its settings name files by their full paths, and the
   * services of a copy would write into the original.
   *
   * @param settings of this run
   * @throws FolderMismatch when students go to the folder of a run of this name elsewhere
   */
  public void checkPlace(Settings settings) {
    if (!settings.isGiven(OUTPUT)) {
      return;
    }
    Path output = Path.of(settings.config().getString(OUTPUT)).toAbsolutePath().normalize();
    Optional<Path> written = runFolderAbove(output);
    if (written.isPresent() && !isSame(written.get())) {
      throw new FolderMismatch(
          ("the folder of run '%s' was %s: %s names files under %s. %s, or change the paths in that"
                  + " file")
              .formatted(
                  name(),
                  Files.exists(written.get()) ? "copied" : "moved",
                  settings(),
                  written.get(),
                  Files.exists(written.get())
                      ? "Use --data with the original"
                      : "Move the folder back"));
    }
  }

  /** The folder {@code runs/<name of this run>} that {@code file} is in, if it is in one. */
  private Optional<Path> runFolderAbove(Path file) {
    for (Path above = file.getParent(); above != null; above = above.getParent()) {
      if (above.endsWith(Path.of(RUNS, name()))) {
        return Optional.of(above);
      }
    }
    return Optional.empty();
  }

  private boolean isSame(Path other) {
    Path ours = folder.toAbsolutePath().normalize();
    try {
      return other.equals(ours) || (Files.exists(other) && Files.isSameFile(other, ours));
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot look at " + other, failure);
    }
  }

  /** Name of the run. */
  public String name() {
    return folder.getFileName().toString();
  }

  public Path folder() {
    return folder;
  }

  /** HOCON settings that every service of the run is started with. */
  public Path settings() {
    return folder.resolve("run.conf");
  }

  /** Log of one service process. */
  public Path log(String process) {
    return folder.resolve("logs").resolve(process + ".log");
  }

  /** Folder with the checkpoints and the finished files of one student. */
  public Path student(String student) {
    return students().resolve(student);
  }

  /** Folder with the folders of all students. */
  public Path students() {
    return folder.resolve("students");
  }

  /** Writes {@code values}, by full key, as the run's settings. */
  public void writeSettings(Map<String, ?> values) {
    Config config = ConfigFactory.parseMap(values);
    String text =
        config
            .root()
            .render(ConfigRenderOptions.defaults().setOriginComments(false).setJson(false));
    WholeFile.replace(settings(), text);
  }
}
