package dev.aria.cli.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aria reference}: writes the generated pages; for whoever changes settings or commands. */
@Command(
    name = "reference",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Write settings.md and cli.md of docs/reference.")
public final class ReferenceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "Where to, docs/reference as a rule.")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, String> page : pages(spec.root().commandLine()).entrySet()) {
      Files.writeString(folder.resolve(page.getKey()), page.getValue());
    }
    return CommandLine.ExitCode.OK;
  }

  /** Text of each generated page, by file name. */
  static Map<String, String> pages(CommandLine root) {
    return Map.of("settings.md", SettingsPage.text(), "cli.md", CommandsPage.text(root));
  }
}
