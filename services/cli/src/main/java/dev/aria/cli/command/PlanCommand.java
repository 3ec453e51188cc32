package dev.aria.cli.command;

import dev.aria.cli.option.DataOptions;
import dev.aria.cli.option.RunOptions;
import dev.aria.operations.plan.FlopsEstimate;
import dev.aria.operations.plan.PlanText;
import dev.aria.operations.plan.Planning;
import dev.aria.operations.plan.RunPlan;
import dev.aria.runtime.settings.Settings;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
            + "would need and take: time, messages a second, disk a day, memory. Or reckon it from"
            + " FLOPs, for models and devices that are not at hand.")
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

  @ArgGroup(exclusive = false)
  private @Nullable Flops flops;

  /** Models that are not at hand: their descriptors and these suffice. */
  static final class Flops {
    @Option(
        names = "--teacher-gflops",
        required = true,
        description = "Of the teacher's forward pass over one sample, in 10^9 operations.")
    private double teacher;

    @Option(names = "--student-gflops", required = true, description = "Of the student's.")
    private double student;

    @Option(
        names = "--device-tflops",
        required = true,
        description = "What one device really does, in 10^12 operations a second.")
    private double device;
  }

  @Override
  public Integer call() {
    if (prompts < 0 || !(seconds > 0 && seconds <= 600)) {
      throw new ParameterException(
          spec.commandLine(), "--prompts must be at least 0, --seconds in (0, 600]");
    }
    Settings settings = runs.settings(options.data());
    Planning planning = new Planning(settings, System::nanoTime);
    int cores = Runtime.getRuntime().availableProcessors();
    RunPlan plan =
        flops == null
            ? planning.plan(cores, seconds)
            : planning.plan(new FlopsEstimate(flops.teacher, flops.student, flops.device), seconds);
    spec.commandLine().getOut().print(new PlanText(plan, prompts));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
