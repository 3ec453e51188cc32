package dev.aria.trials.bench;

import dev.aria.embedded.JavaCommand;
import dev.aria.emoji.demo.DemoRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs a {@link BareLoop} in a virtual machine like that of a service. */
final class LoopProcess {
  private final DemoRun run;
  private final String kafka;

  /** Loops over the problem of {@code run}. */
  LoopProcess(DemoRun run, String kafka) {
    this.run = run;
    this.kafka = kafka;
  }

  /**
   * Runs {@code contender} to its end.
   *
   * @param threads threads that one call into a model may use
   */
  StepEnds run(Contender contender, int threads) {
    Path log = run.files().log("bare-" + contender.name().toLowerCase(Locale.ROOT));
    try {
      Files.createDirectories(log.getParent());
      Process process =
          new ProcessBuilder(command(contender, threads))
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      StepEnds ends = ends(process);
      if (ends.ends().size() < run.agreed().steps()) {
        throw new IllegalStateException(
            "%s ended after %d steps; see %s"
                .formatted(contender.title(), ends.ends().size(), log));
      }
      return ends;
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot run " + contender.title(), failure);
    }
  }

  /** A loop whose times nobody reads any more ends on its own. */
  private static StepEnds ends(Process process) throws IOException {
    try (BufferedReader times = process.inputReader(StandardCharsets.UTF_8)) {
      return new StepEnds(times.lines().map(Instant::parse).toList());
    }
  }

  private List<String> command(Contender contender, int threads) {
    List<String> command = new ArrayList<>(JavaCommand.here());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx1g",
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=" + threads,
            "-Dai.djl.pytorch.num_interop_threads=1",
            "-Daria.kafka.bootstrap-servers=" + kafka,
            "-cp",
            System.getProperty("java.class.path"),
            BareLoop.class.getName(),
            contender.name(),
            run.files().settings().toString(),
            run.initial().toString()));
    return command;
  }
}
