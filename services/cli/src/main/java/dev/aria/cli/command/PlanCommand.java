package dev.aria.cli.command;

import dev.aria.cli.option.DataOptions;
import dev.aria.cli.option.RunOptions;
import dev.aria.operations.plan.PlanText;
import dev.aria.operations.plan.Planning;
import dev.aria.runtime.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aria plan}: what a run would need and take. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description =
        "Try a run's teacher and student on this machine for some seconds, and tell what the run "
            + "would need and take: time, messages a second, disk a day, memory.")
public final class PlanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOptions options;

  @Mixin private RunOptions runs;

  @Option(
      names = "--prompts",
      defaultValue = "20000",
      description = "Prompts of the corpus, for the time to tag them (default: ${DEFAULT-VALUE}).")
  private long prompts;

  @Option(
      names = "--seconds",
      defaultValue = "2",
      description = "How long each model is tried (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Override
  public Integer call() {
    if (prompts < 0 || !(seconds > 0 && seconds <= 600)) {
      throw new ParameterException(
          spec.commandLine(), "--prompts must be at least 0, --seconds in (0, 600]");
    }
    Settings settings = runs.settings(options.data());
    int cores = Runtime.getRuntime().availableProcessors();
    var plan = new Planning(settings, System::nanoTime).plan(cores, seconds);
    spec.commandLine().getOut().print(new PlanText(plan, prompts));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
