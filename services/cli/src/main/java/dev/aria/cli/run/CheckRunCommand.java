package dev.aria.cli.run;

import dev.aria.cli.option.DataOptions;
import dev.aria.cli.option.RunOptions;
import dev.aria.operations.setup.RunCheck;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code aria run check}: whether all that a run names is there and fits. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Open all that a run's file names, teacher, student, encoders, codec, pairs and devices, and"
            + " hold it against each other. Exit 1 when something is missing.")
public final class CheckRunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOptions options;

  @Mixin private RunOptions runs;

  @Override
  public Integer call() {
    List<RunCheck.Finding> findings = RunCheck.of(runs.settings(options.data()));
    findings.forEach(spec.commandLine().getOut()::println);
    return findings.stream().allMatch(RunCheck.Finding::good) ? 0 : 1;
  }
}
