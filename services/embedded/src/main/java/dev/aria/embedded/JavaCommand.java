package dev.aria.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How this process starts Java for its children: the same Java, told of our native libraries. */
public final class JavaCommand {
  /** From this JDK on, libraries that use native code or sun.misc.Unsafe bring warnings. */
  private static final int WARNS = 24;

  private JavaCommand() {}

  /** The program and its first options; the class path and the main class are still to come. */
  public static List<String> here() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options(Runtime.version().feature()));
    return command;
  }

  /** Options for a JDK of version {@code feature}; an older one would not start with them. */
  static List<String> options(int feature) {
    return feature < WARNS
        ? List.of()
        : List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
  }
}
