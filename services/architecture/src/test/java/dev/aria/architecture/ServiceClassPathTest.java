package dev.aria.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a service's image holds, which is its class path: neither servers of ours nor the built-in
 * problem. Each service's build writes its class path to {@code target/class-path.txt}, from which
 * the Dockerfile makes the image.
 */
final class ServiceClassPathTest {
  private static final Pattern JARS =
      Pattern.compile(
          "kafka_2\\.13-.*|kafka-(?:metadata|server|server-common|storage|raft)-.*|embedded-redis-.*"
              + "|aria-(?:data|embedded|operations|console|emoji|trials|cli|fixtures|fuzz)-.*|picocli-.*|xchart-.*|javalin-.*|jetty-.*");
  private static final Pattern CONTENTS =
      Pattern.compile(
          "kafka/server/.*|kafka/Kafka.*|redis/embedded/.*|(?:.*/)?redis-server[^/]*|emoji/.*"
              + "|dev/aria/(?:embedded|operations|console|emoji|trials|cli)/.*");

  private final SourceTree tree = SourceTree.here();

  @ParameterizedTest
  @ValueSource(strings = {"prompt-streamer", "teacher-pool", "student-trainer", "allocator"})
  void classPath_ofAService_holdsNeitherServersNorTheBuiltInProblem(String service)
      throws IOException {
    List<String> forbidden = new ArrayList<>();
    List<Path> entries = classPath(service);

    for (Path entry : entries) {
      if (JARS.matcher(String.valueOf(entry.getFileName())).matches()) {
        forbidden.add(entry.toString());
      }
      contents(entry, name -> CONTENTS.matcher(name).matches())
          .forEach(name -> forbidden.add(entry + ": " + name));
    }

    assertThat(entries).anyMatch(entry -> entry.toString().contains("kafka-clients"));
    assertThat(forbidden).isEmpty();
  }

  /** So that the patterns above cannot rot unnoticed. */
  @Test
  void classPath_ofTheCommand_holdsAllOfIt() throws IOException {
    List<String> found = new ArrayList<>();

    for (Path entry : classPath("cli")) {
      found.addAll(contents(entry, name -> CONTENTS.matcher(name).matches()));
    }

    assertThat(found)
        .anyMatch(name -> name.startsWith("kafka/server/"))
        .anyMatch(name -> name.contains("redis-server"))
        .contains("emoji/teacher.safetensors");
  }

  @Test
  void allocator_holdsNoModels() {
    assertThat(classPath("allocator"))
        .noneMatch(entry -> entry.toString().matches(".*(?:pytorch|onnxruntime|aria-models).*"));
  }

  private List<Path> classPath(String module) {
    Path file = tree.root().resolve("services/" + module + "/target/class-path.txt");
    assertThat(file).as("'mvn package -pl services/%s -am' writes it", module).exists();
    return Stream.of(SourceTree.text(file).strip().split(Pattern.quote(File.pathSeparator)))
        .map(Path::of)
        .toList();
  }

  private static List<String> contents(Path entry, Predicate<String> wanted) throws IOException {
    if (Files.isDirectory(entry)) {
      try (Stream<Path> files = Files.walk(entry)) {
        return files.map(file -> entry.relativize(file).toString()).filter(wanted).toList();
      }
    }
    try (ZipFile jar = new ZipFile(entry.toFile())) {
      return jar.stream().map(ZipEntry::getName).filter(wanted).toList();
    }
  }
}
