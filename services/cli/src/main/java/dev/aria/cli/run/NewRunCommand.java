package dev.aria.cli.run;

import dev.aria.core.file.WholeFile;
import dev.aria.operations.plan.PlanText;
import dev.aria.operations.plan.Planning;
import dev.aria.operations.setup.NewRun;
import dev.aria.operations.setup.RunCheck;
import dev.aria.runtime.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aria run new}: the file of a run of one's own models. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    description =
        "Write the file of a run of your own models, with comments; check all that it names, and"
            + " tell what the run would take on this machine.")
public final class NewRunCommand implements Callable<Integer> {
  private static final long PLANNED_PROMPTS = 20_000;
  private static final String ENDING = ".conf";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "Run file to write; ends in .conf.")
  private Path file;

  @Option(
      names = "--teacher",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the teacher, as export_diffusers.py writes it.")
  private Path teacher;

  @Option(
      names = "--expert",
      paramLabel = "NAME=DIR",
      description =
          "Folder of a further teacher, for the prompts whose 'teacher' is NAME; as often as needed.")
  private Map<String, Path> experts = new TreeMap<>();

  @Option(
      names = "--student",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the student's first weights.")
  private Path student;

  @Option(
      names = "--pairs",
      paramLabel = "DIR",
      required = true,
      description = "The paired set, as aria data pairs writes it.")
  private Path pairs;

  @Option(
      names = "--corpus",
      paramLabel = "NAME",
      required = true,
      description = "Corpus that the prompts are drawn from, as aria corpus load names it.")
  private String corpus;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the run (default: that of the file's folder).")
  private Optional<String> name;

  @Option(
      names = "--steps",
      defaultValue = "10000",
      description = "Global steps (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--paths",
      paramLabel = "SHARE",
      defaultValue = "0.4",
      description =
          "Part of the draws on the teacher's own sampling paths, in [0, 1) (default:"
              + " ${DEFAULT-VALUE}).")
  private double paths;

  @Option(
      names = "--seconds",
      defaultValue = "2",
      description =
          "How long each model is tried for the plan, in [0, 600]; 0 leaves the plan out (default:"
              + " ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(names = "--force", description = "Replace the file if it is there.")
  private boolean force;

  @Override
  public Integer call() throws IOException {
    check();
    Path folder = file.toAbsolutePath().resolveSibling("");
    String run = name.orElseGet(() -> String.valueOf(folder.getFileName()));
    NewRun fresh = new NewRun(run, corpus, teacher, student, pairs, steps, paths, experts);
    String text = fresh.text(folder.resolve("students").resolve("student"));
    Files.createDirectories(folder);
    WholeFile.replace(file, text);
    return tell(Settings.load("--config", file.toString()));
  }

  private void check() {
    if (!file.toString().endsWith(ENDING)) {
      throw refused("FILE must end in %s, got %s".formatted(ENDING, file));
    }
    if (Files.exists(file) && !force) {
      throw refused("%s is there already; name another, or say --force".formatted(file));
    }
    if (!(seconds >= 0 && seconds <= 600)) {
      throw refused("--seconds must be in [0, 600], got " + seconds);
    }
  }

  private int tell(Settings settings) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("written: " + file);
    List<RunCheck.Finding> findings = RunCheck.of(settings);
    CheckRunCommand.show(findings, out);
    boolean good = findings.stream().allMatch(RunCheck.Finding::good);
    if (good && seconds > 0) {
      int cores = Runtime.getRuntime().availableProcessors();
      out.println();
      out.print(
          new PlanText(
              new Planning(settings, System::nanoTime).plan(cores, seconds), PLANNED_PROMPTS));
    }
    if (good) {
      out.printf(
          "%nnext: ./aria corpus load --corpus %s FILE, then ./aria up --config %s%n",
          corpus, file);
    }
    out.flush();
    return good ? 0 : 1;
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
