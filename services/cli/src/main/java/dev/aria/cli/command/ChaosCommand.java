package dev.aria.cli.command;

import dev.aria.cli.option.DataFolder;
import dev.aria.operations.text.Narration;
import dev.aria.trials.chaos.Campaign;
import dev.aria.trials.chaos.CampaignOutcome;
import dev.aria.trials.chaos.ChaosSettings;
import dev.aria.trials.chaos.faults.FaultKind;
import dev.aria.trials.runs.EmojiTrialProblem;
import dev.aria.trials.runs.OwnTrialProblem;
import dev.aria.trials.runs.TrialProblem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aria chaos}: faults at real processes, and the proof that nothing came of them. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    description =
        "Run small trainings with real processes; kill, freeze, stop and starve them, Kafka and "
            + "Redis at seeded moments; then audit the logs and replay each run undisturbed: nothing "
            + "lost, nothing twice, the same student. Exits with 1 when that does not hold.")
public final class ChaosCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataFolder data;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of the schedule of faults (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--trials",
      defaultValue = "24",
      description = "Faults in all (default: ${DEFAULT-VALUE}).")
  private int trials;

  @Option(
      names = "--faults-per-run",
      defaultValue = "25",
      description = "Most faults of one run (default: ${DEFAULT-VALUE}).")
  private int faultsPerRun;

  @Option(
      names = "--steps",
      defaultValue = "2000",
      description =
          "Global steps of a run with all of its faults, fewer with the last few "
              + "(default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--trainers",
      defaultValue = "2",
      description = "Trainer processes of a run (default: ${DEFAULT-VALUE}).")
  private int trainers;

  @Option(
      names = "--kinds",
      split = ",",
      paramLabel = "KIND",
      description = "Kinds of fault (default: all that this number of trainers allows).")
  private List<String> kinds = List.of();

  @Option(
      names = "--paths",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Part of the runs' draws on the teacher's own sampling paths, in [0, 1) "
              + "(default: ${DEFAULT-VALUE}).")
  private double paths;

  @Option(
      names = "--patience",
      defaultValue = "90",
      paramLabel = "SECONDS",
      description = "Longest wait for a recovery (default: ${DEFAULT-VALUE}).")
  private int patience;

  @ArgGroup(exclusive = false)
  private @Nullable OwnModels own;

  /** Someone's own models instead of the built-in problem. */
  static final class OwnModels {
    @Option(
        names = "--teacher",
        paramLabel = "FOLDER",
        required = true,
        description = "Folder of a teacher of your own, instead of the built-in problem.")
    private Path teacher;

    @Option(
        names = "--student",
        paramLabel = "FOLDER",
        required = true,
        description = "Folder of its student.")
    private Path student;

    @Option(
        names = "--pairs",
        paramLabel = "SET",
        required = true,
        description = "Paired set made for that teacher.")
    private Path pairs;

    @Option(
        names = "--prompts",
        paramLabel = "FILE",
        required = true,
        description = "Prompts, a line each; some thousands suffice.")
    private Path prompts;

    OwnTrialProblem open() {
      return OwnTrialProblem.open(teacher, student, pairs, prompts);
    }
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Clock clock = Clock.systemUTC();
    ChaosSettings settings = settings();
    Path folder = data.of("chaos", clock.instant());
    CampaignOutcome outcome =
        new Campaign(settings, problem(), folder, new Narration(out, clock)).run();
    out.println(outcome.summary());
    outcome.failures().forEach(out::println);
    out.printf(
        "seed %d: %d trials, %d not tried, %s; all of it in %s%n",
        outcome.seed(),
        outcome.trials(),
        outcome.untried(),
        outcome.holds() ? "every law holds" : "NOT EVERY LAW HOLDS",
        folder);
    return outcome.holds() ? 0 : 1;
  }

  private Supplier<TrialProblem> problem() {
    if (own == null) {
      return () -> EmojiTrialProblem.open(data.path());
    }
    OwnTrialProblem problem = own.open();
    return () -> problem;
  }

  private ChaosSettings settings() {
    try {
      return new ChaosSettings(
          seed,
          trials,
          faultsPerRun,
          steps,
          trainers,
          kinds.isEmpty()
              ? FaultKind.possible(trainers)
              : kinds.stream().map(FaultKind::named).toList(),
          paths,
          Duration.ofSeconds(patience));
    } catch (IllegalArgumentException mistake) {
      throw new ParameterException(spec.commandLine(), String.valueOf(mistake.getMessage()));
    }
  }
}
