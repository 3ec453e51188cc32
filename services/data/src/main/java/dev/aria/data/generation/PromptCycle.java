package dev.aria.data.generation;

import dev.aria.data.item.SourceUnreadable;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Lines of a text file without end: after the last comes the first. Blank lines are left out. */
final class PromptCycle implements AutoCloseable {
  private final Path file;
  private BufferedReader reader;

  PromptCycle(Path file) {
    this.file = file;
    this.reader = opened();
  }

  @SuppressWarnings("MustBeClosedChecker") // closed by close
  private BufferedReader opened() {
    try {
      return Files.newBufferedReader(file);
    } catch (IOException failure) {
      throw new SourceUnreadable("cannot read the prompts in " + file, failure);
    }
  }

  String next() {
    boolean again = false;
    while (true) {
      String line = line();
      if (line != null && !line.isBlank()) {
        return line.strip();
      }
      if (line == null) {
        if (again) {
          throw new SourceUnreadable(file + " holds no prompt", null);
        }
        again = true;
        close();
        reader = opened();
      }
    }
  }

  private @Nullable String line() {
    try {
      return reader.readLine();
    } catch (IOException failure) {
      throw new SourceUnreadable("cannot read the prompts in %s as UTF-8".formatted(file), failure);
    }
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException failure) {
      throw new SourceUnreadable("cannot close " + file, failure);
    }
  }
}
