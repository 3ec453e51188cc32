package dev.aria.cli.command;

import dev.aria.cli.option.ConsoleOptions;
import dev.aria.cli.option.DataOptions;
import dev.aria.emoji.demo.AllocationOptions;
import dev.aria.emoji.demo.Demo;
import dev.aria.emoji.demo.DemoSettings;
import dev.aria.emoji.demo.RunChoice;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aria demo}: the whole pipeline on the built-in problem. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Distil the shipped emoji teacher into a small student: every service as a process, a real "
            + "broker and Redis, and a report at the end.")
public final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOptions options;

  @Mixin private ConsoleOptions console;

  @Option(
      names = "--steps",
      defaultValue = "800",
      description = "Global steps to train (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--policy",
      defaultValue = "aria",
      description =
          "natural, stratified, tempered, aria, variance or softmax (default: ${DEFAULT-VALUE}).")
  private String policy;

  @Option(
      names = "--paths",
      paramLabel = "SHARE",
      defaultValue = "0.4",
      description =
          "Part of the draws on the teacher's own sampling paths, in [0, 1); 0 draws as Random "
              + "Conditioning does (default: ${DEFAULT-VALUE}).")
  private double paths;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of the draws (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--from-scratch",
      description = "Start the student from random weights, not from half of the teacher's blocks.")
  private boolean fromScratch;

  @Option(
      names = "--run",
      paramLabel = "NAME",
      description =
          "The run to begin or to go on with (default: the one that was cut short, if there is "
              + "one, else the next of demo-1, demo-2 and so on).")
  private Optional<String> run;

  @Option(
      names = "--resume",
      description = "Go on with the run as it was begun, whatever other options say.")
  private boolean resume;

  @Override
  public Integer call() {
    demo().run();
    return 0;
  }

  private Demo demo() {
    try {
      DemoSettings settings =
          new DemoSettings(
              options.data(), steps, AllocationOptions.by(policy, paths), seed, fromScratch);
      RunChoice choice = new RunChoice(run, resume, given());
      return new Demo(
          settings,
          choice,
          options::servers,
          console.display(options.data()),
          spec.commandLine().getOut());
    } catch (IllegalArgumentException mistake) {
      throw new ParameterException(spec.commandLine(), String.valueOf(mistake.getMessage()));
    }
  }

  /** Options that the user gave, those left to their defaults aside. */
  private Set<String> given() {
    return spec.commandLine().getParseResult().matchedOptions().stream()
        .map(OptionSpec::longestName)
        .collect(Collectors.toSet());
  }
}
