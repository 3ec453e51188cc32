package dev.aria.cli.command;

import dev.aria.emoji.demo.AllocationOptions;
import dev.aria.emoji.demo.Demo;
import dev.aria.emoji.demo.DemoSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
      names = "--seed",
      defaultValue = "1",
      description = "Seed of the draws (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--from-scratch",
      description = "Start the student from random weights, not from half of the teacher's blocks.")
  private boolean fromScratch;

  @Override
  public Integer call() {
    new Demo(settings(), options::servers, spec.commandLine().getOut()).run();
    return 0;
  }

  private DemoSettings settings() {
    try {
      return new DemoSettings(
          options.data(), steps, AllocationOptions.by(policy), seed, fromScratch);
    } catch (IllegalArgumentException mistake) {
      throw new ParameterException(spec.commandLine(), String.valueOf(mistake.getMessage()));
    }
  }
}
