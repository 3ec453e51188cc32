package dev.aria.cli.command;

import dev.aria.cli.option.DataOptions;
import dev.aria.cli.option.InputFile;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.emoji.problem.StudentComparison;
import dev.aria.operations.monitor.CorpusRegions;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.stack.Servers;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aria evaluate}: how far a student is from its teacher on held-out prompts. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Measure a student of the built-in problem against its teacher on prompts that neither "
            + "corpus nor pairs hold, by region and by category.")
public final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOptions options;

  @Option(
      names = "--student",
      paramLabel = "FILE",
      required = true,
      description = "The student, a .pt with its descriptor beside it.")
  private Path student;

  @Option(
      names = "--before",
      paramLabel = "FILE",
      description = "A model to set beside it, such as the student at its start.")
  private Optional<Path> before;

  @Option(
      names = "--teacher",
      paramLabel = "FILE",
      description = "Teacher to compare with (default: the shipped one).")
  private Optional<Path> teacher;

  @Option(
      names = "--corpus",
      paramLabel = "NAME",
      defaultValue = "emoji",
      description = "Corpus whose regions are reported by (default: ${DEFAULT-VALUE}).")
  private String corpus;

  @Option(
      names = "--prompts",
      defaultValue = "600",
      description = "Held-out prompts, at most (default: ${DEFAULT-VALUE}).")
  private int prompts;

  @Override
  public Integer call() {
    check();
    RegionMapRecord regions = regions();
    try (EmojiProblem problem = EmojiProblem.open(options.data())) {
      StudentComparison comparison =
          StudentComparison.with(
              teacher.orElseGet(problem::teacher), problem.heldOut(prompts), regions);
      String text =
          before
              .map(
                  file ->
                      comparison
                          .report()
                          .render(comparison.ofZero(), comparison.of(file), comparison.of(student)))
              .orElseGet(
                  () -> comparison.report().render(comparison.ofZero(), comparison.of(student)));
      spec.commandLine().getOut().println(text);
    }
    return 0;
  }

  private void check() {
    InputFile.check(spec, "student", student);
    before.ifPresent(file -> InputFile.check(spec, "model", file));
    teacher.ifPresent(file -> InputFile.check(spec, "teacher", file));
    if (prompts < 1) {
      throw new ParameterException(
          spec.commandLine(), "--prompts is %d, must be at least 1".formatted(prompts));
    }
  }

  private RegionMapRecord regions() {
    try (Servers servers = options.servers(Settings.load());
        Cluster cluster = Connections.cluster(servers.kafka())) {
      return CorpusRegions.newest(cluster, corpus)
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "corpus '%s' has no region map under %s; run 'aria demo' or 'aria up' first"
                          .formatted(corpus, options.data())));
    }
  }
}
