package dev.aria.trials.runs;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where and on what something was measured.
 *
 * @param processor model of the processor
 * @param cores how many of them
 * @param java version of the virtual machine
 * @param commit of the working tree that the program was built in, or why it is not known
 */
public record Machine(String processor, int cores, String java, String commit) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final String MODEL = "model name";

  /** This machine. */
  public static Machine here() {
    return new Machine(
        thisProcessor(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.runtime.version"),
        thisCommit());
  }

  /** Load average over the last minute; negative where the system does not tell. */
  public static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String thisProcessor() {
    try {
      return processor(Files.readAllLines(CPU_INFO));
    } catch (IOException absent) {
      return System.getProperty("os.arch");
    }
  }

  /** The model that the lines of Linux's cpuinfo name. */
  static String processor(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(MODEL))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  private static String thisCommit() {
    Path classes =
        Path.of(Machine.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty")
              .directory(classes.resolveSibling(".").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return said.isBlank() ? "unknown (no git here)" : said.strip();
    } catch (IOException absent) {
      return "unknown (%s)".formatted(absent.getMessage());
    }
  }
}
