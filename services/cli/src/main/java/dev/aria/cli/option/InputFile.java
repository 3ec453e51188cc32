package dev.aria.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A file that a command is to read: looked at before anything is started. */
public final class InputFile {
  private InputFile() {}

  /**
   * Refuses {@code file} unless it can be read.
   *
   * @param role what the command takes it for, such as {@code model}
   * @throws ParameterException when it is missing, a folder, or not to be read
   */
  public static void check(CommandSpec command, String role, Path file) {
    String trouble = "";
    if (Files.isDirectory(file)) {
      trouble = "is a folder; name a file";
    } else if (!Files.exists(file)) {
      trouble = "does not exist";
    } else if (!Files.isReadable(file)) {
      trouble = "cannot be read: permission denied";
    }
    if (!trouble.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "%s %s %s".formatted(role, file, trouble));
    }
  }
}
