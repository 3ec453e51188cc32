package dev.aria.console.page;

import dev.aria.core.record.ControlRecord.RunCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One {@link WatchedStack} for all classes that ask for it, stopped after the last of them. It has
 * trained past two checkpoints and is paused; each test leaves it so.
 */
final class SharedStack implements ParameterResolver {
  private static final int NEVER_REACHED = 100_000;
  private static final int CHECKPOINTS_OF_TWO = 110;

  /** Closed by JUnit when all tests are done. */
  private record Shared(Path folder, WatchedStack stack) implements AutoCloseable {
    static Shared begin() {
      try {
        Path folder = Files.createTempDirectory("watched");
        WatchedStack stack = new WatchedStack(folder, "watched", NEVER_REACHED);
        stack.untilTrained(CHECKPOINTS_OF_TWO);
        stack.order(RunCommand.Kind.PAUSE); // browser and tests need the processors
        return new Shared(folder, stack);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    @Override
    public void close() throws IOException {
      stack.close();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == WatchedStack.class;
  }

  @Override
  public WatchedStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedStack.class))
        .getOrComputeIfAbsent("stack", any -> Shared.begin(), Shared.class)
        .stack();
  }
}
