package dev.aria.cli.run;

import dev.aria.cli.option.DataOptions;
import dev.aria.cli.option.RunOptions;
import dev.aria.operations.setup.RunCheck;
import dev.aria.operations.text.Terminal;
import dev.aria.operations.text.WrappedText;
import java.io.PrintWriter;
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
  private static final String INDENT = " ".repeat(20);

  @Spec private CommandSpec spec;

  @Mixin private DataOptions options;

  @Mixin private RunOptions runs;

  @Override
  public Integer call() {
    List<RunCheck.Finding> findings = RunCheck.of(runs.settings(options.data()));
    show(findings, spec.commandLine().getOut());
    return findings.stream().allMatch(RunCheck.Finding::good) ? 0 : 1;
  }

  /** On a terminal the text of a finding keeps to its column. */
  static void show(List<RunCheck.Finding> findings, PrintWriter out) {
    WrappedText prose = new WrappedText(Terminal.OUT.columns(), INDENT);
    findings.forEach(finding -> out.println(prose.of(finding.toString())));
  }
}
