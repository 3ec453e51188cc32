package dev.aria.models.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Python with torch, where this machine has one. */
final class PythonTorch {
  private static final Logger LOG = LoggerFactory.getLogger(PythonTorch.class);
  private static final String MISSING =
      "left out: neither $ARIA_PYTHON nor /usr/bin/python3 nor python3 imports torch"
          + " (Debian: apt install python3-torch)";
  private static final String NO_DIFFUSERS =
      "left out: the Python with torch does not import diffusers, transformers and tokenizers";
  private static final Optional<String> FOUND =
      Stream.of(
              Optional.ofNullable(System.getenv("ARIA_PYTHON")).orElse(""),
              "/usr/bin/python3",
              "python3")
          .filter(python -> !python.isEmpty() && imports(python, "torch"))
          .findFirst();

  private final String python;

  private PythonTorch(String python) {
    this.python = python;
  }

  /** Leaves the calling test out, saying why, where no Python imports torch. */
  static PythonTorch required() {
    if (FOUND.isEmpty()) {
      LOG.warn(MISSING); // a build's output shows no reasons of its own
    }
    Assumptions.assumeTrue(FOUND.isPresent(), MISSING);
    return new PythonTorch(FOUND.orElseThrow());
  }

  /**
   * Leaves the calling test out, saying why, where that Python has no diffusers and transformers.
   */
  static PythonTorch withDiffusers() {
    PythonTorch found = required();
    boolean there = imports(found.python, "diffusers, transformers, tokenizers");
    if (!there) {
      LOG.warn(NO_DIFFUSERS);
    }
    Assumptions.assumeTrue(there, NO_DIFFUSERS);
    return found;
  }

  private static boolean imports(String python, String modules) {
    try {
      return finished(new ProcessBuilder(python, "-c", "import " + modules)).status == 0;
    } catch (UncheckedIOException e) {
      return false; // no such program
    }
  }

  /** What a process printed, both streams, and how it ended. */
  record Outcome(int status, String printed) {}

  /** Runs a script with arguments; {@code modules} goes before Python's own module path. */
  Outcome run(Path modules, Path script, Object... arguments) {
    List<String> command = new ArrayList<>(List.of(python, script.toString()));
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PYTHONPATH", modules.toAbsolutePath().toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("OMP_NUM_THREADS", "1");
    return finished(builder);
  }

  private static Outcome finished(ProcessBuilder builder) {
    try {
      Path printed = Files.createTempFile("aria-python", ".log");
      try {
        builder.redirectErrorStream(true).redirectOutput(printed.toFile());
        Process process = builder.start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException("no end after 120 s: " + builder.command());
        }
        return new Outcome(process.exitValue(), Files.readString(printed, StandardCharsets.UTF_8));
      } finally {
        Files.delete(printed);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A script of this module's tests. */
  static Path testScript(String name) {
    return Path.of("src/test/resources/python").resolve(name).toAbsolutePath();
  }

  /** A script under infra/export. */
  static Path exportScript(String name) {
    return Path.of("../../infra/export").resolve(name).toAbsolutePath().normalize();
  }
}
