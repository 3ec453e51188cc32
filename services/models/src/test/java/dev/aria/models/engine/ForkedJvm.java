package dev.aria.models.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A main in a JVM of its own, for tests of what a process can do only once. */
public final class ForkedJvm {
  private ForkedJvm() {}

  /**
   * Runs {@code main} to its end, which must be exit code 0.
   *
   * @param cache folder that native libraries are to be unpacked to
   * @param options of the JVM
   * @return its output and errors
   */
  public static String output(Class<?> main, String cache, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("ENGINE_CACHE_DIR", cache);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
