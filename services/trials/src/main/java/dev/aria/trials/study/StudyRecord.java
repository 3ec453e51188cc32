package dev.aria.trials.study;

import dev.aria.core.file.WholeFile;
import dev.aria.operations.text.Narration;
import dev.aria.trials.runs.Machine;
import dev.aria.trials.study.data.FinishedRun;
import dev.aria.trials.study.data.RunKey;
import dev.aria.trials.study.data.StudyData;
import dev.aria.trials.study.report.StudyFacts;
import dev.aria.trials.study.report.StudyPage;
import dev.aria.trials.study.report.StudyReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The folder of a study: raw data, on what it was trained, and the reports on it. */
final class StudyRecord {
  private static final String TRAINED_ON = "trained-on.txt";
  private static final String SEPARATOR = " \\| ";

  private final Study study;
  private final Path folder;

  /**
   * @param results folder that holds the folders of studies
   */
  StudyRecord(Study study, Path results) {
    this.study = study;
    this.folder = results.resolve(study.name());
  }

  /** Where it is. */
  Path folder() {
    return folder;
  }

  /** Notes that runs are trained from now on by this program on this machine. */
  void begin(LocalDate day) {
    Machine machine = Machine.here();
    String line =
        "%s | %s | %s, %d cores, Java %s%n"
            .formatted(day, machine.commit(), machine.processor(), machine.cores(), machine.java());
    try {
      Files.createDirectories(folder);
      if (!trainedOn().contains(line.strip())) {
        Files.writeString(
            folder.resolve(TRAINED_ON),
            line,
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + folder.resolve(TRAINED_ON), failure);
    }
  }

  private List<String> trainedOn() {
    Path file = folder.resolve(TRAINED_ON);
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + file, failure);
    }
  }

  /** The report over the runs that are finished. */
  StudyReport report() {
    StudyData all = StudyData.read(folder);
    return new StudyReport(
        facts(), new StudyData(all.runs().stream().filter(this::counts).toList()), study.aims());
  }

  /** The folder may hold runs of a former version of the study. */
  private boolean counts(FinishedRun run) {
    RunKey key = run.run().run();
    return study.schedule().seeds().contains(key.seed())
        && run.run().steps() == study.schedule().steps()
        && study.contenders().stream().anyMatch(one -> one.name().equals(key.contender()));
  }

  private StudyFacts facts() {
    return new StudyFacts(
        study.name(),
        study.title(),
        study.purpose().name().toLowerCase(Locale.ROOT),
        study.contenders().stream().map(StudyContender::name).toList(),
        study.contenders().stream()
            .collect(Collectors.toMap(StudyContender::name, StudyContender::about)),
        study.roles().baseline(),
        study.roles().statics(),
        study.roles().adaptive(),
        study.schedule().steps(),
        "./aria study " + study.name(),
        fields(1),
        fields(2));
  }

  /** Field {@code index} of all lines about what trained the runs, each once. */
  private String fields(int index) {
    String all =
        trainedOn().stream()
            .map(line -> line.split(SEPARATOR, -1))
            .filter(cells -> cells.length > index)
            .map(cells -> cells[index])
            .distinct()
            .collect(Collectors.joining("; "));
    return all.isEmpty() ? "not known" : all;
  }

  /** Writes {@code report.md} and {@code report.html} beside the raw data, and tells where. */
  void writeReports(Narration narration) {
    StudyReport report = report();
    WholeFile.replace(folder.resolve("report.md"), report.markdown());
    Path page = folder.resolve("report.html");
    WholeFile.replace(page, StudyPage.of(study.title(), List.of(report)));
    narration.show(report.markdown());
    narration.say("report: %s".formatted(page));
  }
}
