package dev.aria.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A Python with torch, where the machine has one. */
final class PythonTorch {
  private final String command;

  private PythonTorch(String command) {
    this.command = command;
  }

  /** Leaves the calling test out, saying why, when there is none. */
  static PythonTorch require() {
    Optional<PythonTorch> found =
        List.of("/usr/bin/python3", "python3").stream()
            .map(PythonTorch::new)
            .filter(PythonTorch::hasTorch)
            .findFirst();
    Assumptions.assumeTrue(
        found.isPresent(),
        "left out: no python3 that imports torch; install Debian's python3-torch to run it");
    return found.orElseThrow();
  }

  private boolean hasTorch() {
    try {
      return start(List.of("-c", "import torch")).waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Process start(List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of(command));
    line.addAll(arguments);
    return new ProcessBuilder(line).redirectErrorStream(true).start();
  }

  /** Runs the test resource {@code script}; its lines of output. */
  List<String> run(String script, Path folder, String... arguments) {
    try (InputStream source =
        Objects.requireNonNull(PythonTorch.class.getResourceAsStream(script))) {
      Path file = folder.resolve(script);
      Files.write(file, source.readAllBytes());
      List<String> line = new ArrayList<>(List.of(file.toString(), folder.toString()));
      line.addAll(List.of(arguments));
      Process process = start(line);
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      return output.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
