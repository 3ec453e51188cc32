package dev.aria.cli.command;

import dev.aria.cli.option.DataFolder;
import dev.aria.operations.text.Narration;
import dev.aria.trials.study.BuiltInStudies;
import dev.aria.trials.study.Studies;
import dev.aria.trials.study.Study;
import dev.aria.trials.study.StudyFile;
import dev.aria.trials.study.StudyReports;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aria study}: contenders measured over seeds, splits and kinds of problem. */
@Command(
    name = "study",
    mixinStandardHelpOptions = true,
    description =
        "Train the contenders of studies on the built-in problem, once a seed, in this process and in "
            + "lock step, without Kafka and Redis; measure the students, and write raw data and a "
            + "report. Finished runs are not trained again; one cut short is begun anew.")
public final class StudyCommand implements Callable<Integer> {
  private static final String FOLDER = "studies";

  @Spec private CommandSpec spec;

  @Mixin private DataFolder data;

  @Parameters(
      paramLabel = "NAME|FILE",
      arity = "1..*",
      description = "Studies: files, or those that come with ARIA: ${COMPLETION-CANDIDATES}.",
      completionCandidates = BuiltIn.class)
  private List<String> studies;

  @Option(
      names = "--contenders",
      split = ",",
      paramLabel = "NAME",
      description = "Contenders to train now (default: all).")
  private List<String> contenders = List.of();

  @Option(
      names = "--seeds",
      split = ",",
      paramLabel = "SEED",
      description = "Seeds to train now (default: all).")
  private List<Long> seeds = List.of();

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "1",
      description = "Runs at a time, a thread each (default: ${DEFAULT-VALUE}).")
  private int parallel;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description =
          "Folder for raw data and reports, a folder a study (default: studies in the folder for all "
              + "data).")
  private Optional<Path> results;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Train nothing; write one report on the raw data of all these studies as FILE.md and "
              + "FILE.html.")
  private Optional<Path> report;

  /** Names of the studies that come with ARIA. */
  static final class BuiltIn implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return BuiltInStudies.NAMES.iterator();
    }
  }

  @Override
  public Integer call() {
    Narration narration = new Narration(spec.commandLine().getOut(), Clock.systemUTC());
    Path folder = results.map(Path::toAbsolutePath).orElseGet(() -> data.path().resolve(FOLDER));
    try {
      List<Study> wanted = studies.stream().map(StudyFile::read).toList();
      if (report.isPresent()) {
        StudyReports.write(wanted, folder, report.get().toAbsolutePath());
      } else {
        Studies runs = new Studies(data.path(), folder, parallel, narration, Clock.systemUTC());
        wanted.forEach(study -> runs.run(study, contenders, seeds));
      }
    } catch (IllegalArgumentException mistake) {
      throw new ParameterException(spec.commandLine(), String.valueOf(mistake.getMessage()));
    }
    return 0;
  }

  /** Runs the study {@code quick}, two runs at a time. */
  static void quick(Path data, Narration narration) {
    new Studies(data, data.resolve(FOLDER), 2, narration, Clock.systemUTC())
        .run(StudyFile.read("quick"), List.of(), List.of());
  }
}
