package dev.aria.cli.command;

import dev.aria.cli.option.DataOptions;
import dev.aria.emoji.demo.AllocationOptions;
import dev.aria.emoji.demo.DemoSettings;
import dev.aria.operations.text.Narration;
import dev.aria.trials.compare.Comparison;
import dev.aria.trials.compare.ComparisonSettings;
import dev.aria.trials.compare.Engine;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aria compare}: policies against each other, at equal steps and the same seeds. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description =
        "Distil the built-in problem once for each seed and policy, the policies of a seed one after "
            + "another from the same student, and tell how they differ on held-out prompts. Finished "
            + "runs are not run again, a run cut short is gone on with; the table is over all finished "
            + "runs under the same settings.")
public final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOptions options;

  @Option(
      names = "--policies",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "aria,natural,stratified,tempered",
      description =
          "Any of natural, stratified, tempered, aria, variance, softmax (default: ${DEFAULT-VALUE}).")
  private List<String> policies;

  @Option(
      names = "--seeds",
      split = ",",
      paramLabel = "SEED",
      defaultValue = "1,2,3",
      description = "Seeds of draws and student (default: ${DEFAULT-VALUE}).")
  private List<Long> seeds;

  @Option(
      names = "--steps",
      defaultValue = "400",
      description = "Global steps of each run (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--scope",
      description =
          "What the weights steer: swapped, paths or all (default: swapped, paths with --paths).")
  private Optional<String> scope;

  @Option(
      names = "--paths",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Part of the draws on the teacher's own sampling paths, in [0, 1); with any, no condition "
              + "is swapped (default: ${DEFAULT-VALUE}).")
  private double paths;

  @Option(
      names = "--signal",
      description =
          "Where discrepancy is read: probe or training (default: probe, training with --paths).")
  private Optional<String> signal;

  @Option(
      names = "--objective",
      defaultValue = "focus",
      description = "What is minimised: focus or preserve (default: ${DEFAULT-VALUE}).")
  private String objective;

  @Option(
      names = "--from-scratch",
      description = "Start students from random weights, not from half of the teacher's blocks.")
  private boolean fromScratch;

  @Option(
      names = "--keep-topics",
      description =
          "Keep topics, page stores and checkpoints of finished runs (0.5 GB and more a run); "
              + "without it they are deleted, those of earlier runs of this comparison too.")
  private boolean keepTopics;

  @Option(
      names = "--in-process",
      description =
          "Train the runs in this process, in lock step, without Kafka, Redis and services. New "
              + "weights hold from the very next step on; the services' come some steps later. Such "
              + "runs are a comparison of their own; one cut short is begun again.")
  private boolean inProcess;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "1",
      description = "In-process runs at a time, a thread each (default: ${DEFAULT-VALUE}).")
  private int parallel;

  @Option(
      names = "--quick",
      description =
          "Instead of all this, run the study `quick` in this process, two runs at a time, as aria "
              + "study quick --parallel 2 does: ten minutes on two cores. Only --data counts beside it.")
  private boolean quick;

  @Override
  public Integer call() {
    Narration narration = new Narration(spec.commandLine().getOut(), Clock.systemUTC());
    if (quick) {
      StudyCommand.quick(options.data(), narration);
    } else {
      new Comparison(settings(), options::servers, narration).run();
    }
    return 0;
  }

  private ComparisonSettings settings() {
    try {
      AllocationOptions usual = AllocationOptions.by(AllocationOptions.POLICIES.get(0), paths);
      AllocationOptions allocation =
          new AllocationOptions(
              usual.policy(),
              scope.orElse(usual.scope()),
              objective,
              signal.orElse(usual.signal()),
              paths);
      DemoSettings common = new DemoSettings(options.data(), steps, allocation, 0, fromScratch);
      return new ComparisonSettings(
          policies, seeds, common, keepTopics, new Engine(inProcess, parallel));
    } catch (IllegalArgumentException mistake) {
      throw new ParameterException(spec.commandLine(), String.valueOf(mistake.getMessage()));
    }
  }
}
