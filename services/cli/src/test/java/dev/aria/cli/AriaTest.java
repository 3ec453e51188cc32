package dev.aria.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

final class AriaTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  private int aria(String... arguments) {
    return Aria.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }

  static List<List<String>> everyCommand() {
    List<List<String>> found = new ArrayList<>();
    collect(Aria.commandLine(), List.of(), found);
    return found;
  }

  private static void collect(CommandLine command, List<String> path, List<List<String>> found) {
    found.add(path);
    command
        .getSubcommands()
        .forEach(
            (name, child) -> {
              List<String> longer = new ArrayList<>(path);
              longer.add(name);
              collect(child, longer, found);
            });
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void help_everyCommand_isShown(List<String> path) {
    List<String> arguments = new ArrayList<>(path);
    arguments.add("--help");

    int exit = aria(arguments.toArray(String[]::new));

    assertThat(exit).isZero();
    assertThat(out.toString()).contains("Usage: aria");
    assertThat(errors.toString()).isEmpty();
    assertThat(out.toString()).as("colour, where no terminal is").doesNotContain("\u001b");
    assertThat(out.toString().lines())
        .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void execute_unknownOption_saysSoAndExitsWithTwo(List<String> path) {
    List<String> arguments = new ArrayList<>(path);
    arguments.add("--no-such-option");

    int exit = aria(arguments.toArray(String[]::new));

    assertThat(exit).isEqualTo(2);
    assertThat(errors.toString()).startsWith("aria: ").hasLineCount(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "corpus",
        "teacher",
        "up",
        "up --servers-only --config run.conf",
        "up --config no-such-file.conf",
        "status --run no-such-run",
        "status --config no-such-file.conf",
        "regions --run no-such-run",
        "control dance",
        "control",
        "corpus load",
        "demo --policy arya",
        "demo --steps 0",
        "compare --policies aria,arya",
        "compare --policies aria,aria",
        "compare --seeds 1,two",
        "compare --seeds 1,1",
        "compare --seeds -1",
        "compare --steps 0",
        "compare --scope some",
        "compare --scope paths",
        "compare --paths 0.4 --scope swapped",
        "compare --paths 1",
        "compare --signal loud",
        "compare --objective none",
        "compare --parallel 2",
        "compare --in-process --parallel 0",
        "corpus load no-such-file.txt",
        "corpus load - --emoji",
        "corpus load - --corpus not/allowed",
        "corpus export",
        "bench --repeat 0",
        "bench --steps 183",
        "bench --warm-up 0",
        "replay",
        "replay --student a/b",
        "replay --student b --width 0",
        "replay --student b --width 8 --model m.pt",
        "replay --student b --model no-such-model.pt",
        "evaluate",
        "evaluate --student no-such-model.pt",
        "sample --model no-such-model.pt --prompt cat --out x.png",
        "export --model no-such-model.pt --format pt --out x.pt",
        "export --model m.pt --format gguf --out x.gguf"
      })
  void execute_badArguments_saysSoAndExitsWithTwo(String line) {
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");

    int exit = aria(arguments);

    assertThat(exit).as(errors.toString()).isEqualTo(2);
    assertThat(errors.toString()).startsWith("aria: ").hasLineCount(2);
  }

  /** How a native library that cannot be unpacked or loaded shows itself. */
  @Test
  void run_commandThatEndsInAnError_saysSoInOneLineAndExitsWithOne() {
    CommandLine command =
        Aria.commandLine()
            .addSubcommand("natives", new Failing())
            .setErr(new PrintWriter(errors, true));

    int exit = Aria.run(command, "natives");

    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString())
        .hasLineCount(2)
        .contains("aria: ", "ExceptionInInitializerError", "no folder to unpack to", "ARIA_TRACE");
  }

  @Command(name = "natives")
  private static final class Failing implements Runnable {
    @Override
    public void run() {
      throw new ExceptionInInitializerError(new IllegalStateException("no folder to unpack to"));
    }
  }

  @Test
  void execute_runFileWithUnknownKey_namesItAndExitsWithTwo(@TempDir Path folder) throws Exception {
    Path config = Files.writeString(folder.resolve("run.conf"), "aria.run.shardz = 4");

    int exit = aria("status", "--config", config.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(errors.toString()).contains("shardz").contains("shards");
  }

  @Test
  void run_outputWithoutALineEnd_isWrittenBeforeTheProcessEnds() {
    CommandLine command = new CommandLine(new PrintingCommand());
    command.setOut(new PrintWriter(new BufferedWriter(out)));

    int exit = Aria.run(command);

    assertThat(exit).isZero();
    assertThat(out).hasToString("all of it");
  }

  @Command(name = "printing")
  private static final class PrintingCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
      spec.commandLine().getOut().print("all of it");
    }
  }
}
