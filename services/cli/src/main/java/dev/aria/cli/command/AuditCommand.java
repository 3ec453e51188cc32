package dev.aria.cli.command;

import dev.aria.cli.option.DataOptions;
import dev.aria.cli.option.RunOptions;
import dev.aria.emoji.demo.DemoSettings;
import dev.aria.operations.audit.AuditResult;
import dev.aria.operations.audit.RunAudit;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.stack.Servers;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.Settings;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aria audit}: whether a run's logs hold everything once. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description =
        "Read the logs of a run that has ended: every draw with one target, every (step, shard) "
            + "trained, weights versions that only grow, checkpoints that agree. Exits with 1 when "
            + "something is lost, doubled or wrong.")
public final class AuditCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOptions options;

  @Mixin private RunOptions runs;

  @Option(
      names = "--student",
      defaultValue = DemoSettings.STUDENT,
      description = "Student whose training is audited (default: ${DEFAULT-VALUE}).")
  private String student;

  @Option(
      names = "--replayed",
      paramLabel = "NAME",
      description = "Student of aria replay that must have become the same, bit for bit.")
  private Optional<String> replayed;

  @Override
  public Integer call() {
    Settings settings = runs.settings(options.data());
    try (Servers servers = options.servers(settings);
        Cluster cluster = Connections.cluster(servers.kafka())) {
      RunAudit audit = new RunAudit(cluster, settings.run());
      AuditResult result = audit.of(student);
      AuditResult whole = replayed.map(other -> result.against(audit.of(other))).orElse(result);
      spec.commandLine().getOut().print(whole.text());
      return whole.holds() ? 0 : 1;
    }
  }
}
