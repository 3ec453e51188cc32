package dev.aria.cli.reference;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** {@code docs/reference/cli.md}: what {@code --help} says of each command. */
final class CommandsPage {
  private CommandsPage() {}

  static String text(CommandLine root) {
    List<String> lines = new ArrayList<>();
    lines.add("# Commands");
    lines.add("");
    lines.add(
        "This page is generated from the commands' own help: `./aria reference docs/reference`.");
    lines.add("");
    lines.add("Exit codes are in [exit-codes.md](exit-codes.md).");
    describe(root, lines);
    return String.join("\n", lines) + "\n";
  }

  private static void describe(CommandLine command, List<String> lines) {
    if (command.getCommandSpec().usageMessage().hidden()) {
      return;
    }
    lines.addAll(List.of("", "## " + command.getCommandSpec().qualifiedName(), "", "```text"));
    lines.addAll(command.getUsageMessage(Ansi.OFF).stripTrailing().lines().toList());
    lines.add("```");
    command.getSubcommands().values().stream()
        .distinct() // one that has an alias is there under both names
        .forEach(child -> describe(child, lines));
  }
}
