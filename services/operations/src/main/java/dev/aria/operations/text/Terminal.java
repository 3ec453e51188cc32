package dev.aria.operations.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Help.Ansi;

/** Where this process's output goes: to a person's terminal, or to a file or another program. */
public enum Terminal {
  /** Standard output. */
  OUT(1),
  /** Standard error. */
  ERR(2);

  /** Columns that prose keeps to on a terminal. */
  public static final int COLUMNS = 80;

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final String DEVICES = "/dev/(pts/\\d+|tty.*|console)";

  private final int descriptor;

  Terminal(int descriptor) {
    this.descriptor = descriptor;
  }

  /** Whether a person looks at it. Elsewhere than on Linux it is one answer for both. */
  public boolean isThere() {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return Ansi.AUTO.enabled();
    }
    try {
      Path target = Files.readSymbolicLink(DESCRIPTORS.resolve(Integer.toString(descriptor)));
      return target.toString().matches(DEVICES);
    } catch (IOException closed) { // nobody looks at it
      return false;
    }
  }

  /** Columns of prose: {@value #COLUMNS} on a terminal; elsewhere a line is never broken. */
  public int columns() {
    return isThere() ? COLUMNS : Integer.MAX_VALUE;
  }
}
