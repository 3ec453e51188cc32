package dev.aria.cli.command;

import dev.aria.cli.option.DataOptions;
import dev.aria.cli.option.RunOptions;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.stack.Servers;
import dev.aria.operations.tail.RecordTail;
import dev.aria.operations.up.StopSignal;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.deadletter.DeadLetter;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.WireMessages;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aria tail}: the records of a topic as lines. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    description =
        "Show the newest records of a topic, a line each: time, partition@offset, and the record as "
            + "JSON without the values of its tensors.")
public final class TailCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOptions options;

  @Mixin private RunOptions runs;

  @Parameters(
      index = "0",
      paramLabel = "TOPIC",
      description =
          "draws, targets, step-reports, control, checkpoints, sampler-state or probes of the run, "
              + "prompts or region-maps of its corpus, with .dead behind it for the records of it "
              + "that were refused, or a topic's full name.")
  private String topic;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "COUNT",
      defaultValue = "10",
      description = "Records to begin with (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with the records that come, until Ctrl-C.")
  private boolean follow;

  @Option(names = "--json", description = "Each line is one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    if (count < 0) {
      throw refused("--lines is %d, must be at least 0".formatted(count));
    }
    Settings settings = runs.settings(options.data());
    PrintWriter out = spec.commandLine().getOut();
    try (StopSignal signal = StopSignal.listen();
        Servers servers = options.servers(settings);
        Cluster cluster = Connections.cluster(servers.kafka())) {
      new RecordTail(cluster, topic(cluster, fullName(settings)))
          .print(
              count,
              json,
              line -> {
                out.println(line);
                out.flush();
              },
              () -> !follow || signal.await(Duration.ZERO) || out.checkError());
    }
    return 0;
  }

  private String fullName(Settings settings) {
    if (topic.startsWith("aria.")) {
      return topic;
    }
    boolean dead = DeadLetter.isIn(topic);
    String noun = dead ? topic.substring(0, topic.lastIndexOf('.')) : topic;
    boolean ofCorpus = noun.equals("prompts") || noun.equals("region-maps");
    String owner = ofCorpus ? settings.run().corpus() : settings.run().name();
    return "aria.%s.%s.v1%s".formatted(owner, noun, dead ? Topic.DEAD : "");
  }

  private Topic<String> topic(Cluster cluster, String name) {
    Topic<DeadLetter> any = DeadLetter.in(name);
    Optional<Integer> partitions = cluster.partitions(any);
    if (partitions.isEmpty()) {
      throw refused(
          DeadLetter.isIn(name)
              ? "there is no topic %s: none of its records was ever refused".formatted(name)
              : "there is no topic %s; aria run delete NAME, without --yes, shows a run's topics"
                  .formatted(name));
    }
    if (DeadLetter.isIn(name)) {
      return DeadLetter.linesIn(name);
    }
    return WireMessages.topic(name, partitions.get())
        .orElseThrow(() -> refused("topic %s holds no records of ARIA's".formatted(name)));
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
