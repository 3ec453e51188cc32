package dev.aria.cli.command;

import dev.aria.cli.option.DataOptions;
import dev.aria.cli.option.RunOptions;
import dev.aria.operations.run.RunStudent;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.stack.Servers;
import dev.aria.operations.up.StopSignal;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.tensorboard.EventFollower;
import dev.aria.runtime.topic.Topics;
import dev.aria.trainer.StudentEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aria tensorboard}: what a student of a run has shown, as event files. */
@Command(
    name = "tensorboard",
    mixinStandardHelpOptions = true,
    description =
        "Write event files for TensorBoard from the topics of a run, of whatever age: loss, learning "
            + "rate, samples a second, discrepancy and weights. A trainer writes the same files by "
            + "itself where aria.tensorboard.folder is set.")
public final class TensorBoardCommand implements Callable<Integer> {
  private static final Duration EVERY = Duration.ofSeconds(1);

  @Spec private CommandSpec spec;

  @Mixin private DataOptions options;

  @Mixin private RunOptions runs;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "Folder for 'tensorboard --logdir'; the events lie below it by run and student (default: "
              + "aria.tensorboard.folder, else tensorboard under the data folder).")
  private Optional<Path> out;

  @Option(
      names = "--student",
      paramLabel = "NAME",
      description = "Another student of the run, as a replay's (default: the settings' own).")
  private Optional<String> student;

  @Option(
      names = "--every",
      paramLabel = "STEPS",
      description =
          "Steps from one event to the next (default: aria.tensorboard.every-steps, which is 1).")
  private Optional<Integer> every;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with the steps that come, until Ctrl-C.")
  private boolean follow;

  @Override
  public Integer call() {
    Settings settings = runs.settings(options.data());
    EventFollower.Plan plan = plan(settings);
    try (StopSignal signal = StopSignal.listen();
        Servers servers = options.servers(settings);
        Cluster cluster = Connections.cluster(servers.kafka())) {
      if (!cluster.exists(Topics.stepReports(plan.run()))) {
        throw new IllegalStateException(
            "run '%s' has not started: it has no step reports".formatted(plan.run().name()));
      }
      try (EventFollower follower = new EventFollower(cluster, plan)) {
        follower.catchUp();
        tell(follower.points(), plan);
        while (follow && !signal.await(EVERY)) {
          follower.catchUp();
        }
      }
    }
    return 0;
  }

  private EventFollower.Plan plan(Settings settings) {
    String name = student.orElseGet(() -> RunStudent.of(settings.config()).name());
    int steps = every.orElse(settings.tensorBoard().everySteps());
    if (steps < 1) {
      throw refused("--every is %d, must be at least 1".formatted(steps));
    }
    if (!name.matches("[a-zA-Z0-9_-]{1,60}")) {
      throw refused("--student is '%s', which is no name of a student".formatted(name));
    }
    Path folder =
        out.or(settings.tensorBoard()::folder)
            .orElseGet(() -> options.data().resolve("tensorboard"));
    return StudentEvents.plan(settings, name, folder, steps);
  }

  private void tell(long points, EventFollower.Plan plan) {
    spec.commandLine()
        .getOut()
        .printf(
            "%d events of student '%s' in %s%nSee them with: tensorboard --logdir %s%n",
            points, plan.student(), plan.events(), plan.folder());
    spec.commandLine().getOut().flush();
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
