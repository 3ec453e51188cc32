package dev.aria.architecture;

import dev.aria.cli.Aria;
import dev.aria.cli.command.AriaCommand;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * What a container of ours is started with, behind the image's {@code java -cp ...}.
 *
 * @param words a main class and its arguments
 */
record ImageCommand(List<String> words) {
  ImageCommand {
    words = List.copyOf(words);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a command without words");
    }
  }

  /** What is wrong with it, by the classes as they are; empty when it can be run. */
  Optional<String> mistake() {
    try {
      Class.forName(words.get(0)).getMethod("main", String[].class);
    } catch (ReflectiveOperationException absent) {
      return Optional.of("%s: no main class: %s".formatted(words, absent));
    }
    if (!words.get(0).equals(Aria.class.getName())) {
      return Optional.empty();
    }
    try {
      String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
      boolean isCommand =
          new CommandLine(new AriaCommand()).parseArgs(arguments).subcommand() != null;
      return isCommand ? Optional.empty() : Optional.of("%s: names no command".formatted(words));
    } catch (ParameterException refused) {
      return Optional.of("%s: %s".formatted(words, refused.getMessage()));
    }
  }
}
