package dev.aria.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aria.runtime.settings.Settings;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docker-compose.yml} and its overlay for GPUs, held to code, documents and Dockerfile. */
final class ComposeTest {
  private static final String GUIDE = "docs/how-to/run-in-containers.md";

  /** Folders that a command makes, by the command as the guide has it. */
  private static final Map<String, String> MADE = Map.of("./data", "aria corpus export --out data");

  private static final String DOCKERFILE = "infra/docker/Dockerfile";
  private static final Pattern STAGE = Pattern.compile("(?m)^FROM \\S+ AS (\\S+)$");
  private static final Pattern MAIN = Pattern.compile("(?m)^CMD \\[\"([^\"]+)\"");
  private static final Pattern PINNED = Pattern.compile("[^:]+:v?\\d+\\.\\d+(?:\\.\\d+)?(?:-.*)?");

  private final SourceTree tree = SourceTree.here();
  private final JsonNode base = read("docker-compose.yml");
  private final JsonNode overlay = read("docker-compose.gpu.yml");

  @Test
  void services_ofTheOverlay_areThoseThatComputeOnADevice() {
    assertThat(names(overlay.path("services")))
        .containsExactlyInAnyOrder("teacher-pool", "student-trainer");
    assertThat(names(base.path("services"))).containsAll(names(overlay.path("services")));
  }

  @Test
  void overlay_givesEachServiceAGpuAndNamesItsDevice() {
    overlay
        .path("services")
        .forEach(
            service ->
                assertThat(
                        service
                            .at("/deploy/resources/reservations/devices/0/capabilities/0")
                            .asText())
                    .isEqualTo("gpu"));

    assertThat(overlay.at("/services/teacher-pool/environment/ARIA_TEACHER_POOL_DEVICES").asText())
        .isEqualTo("gpu:0");
    assertThat(
            overlay
                .at("/services/student-trainer/environment/ARIA_STUDENT_TRAINER_DEVICES")
                .asText())
        .isEqualTo("gpu:0");
  }

  @Test
  void builds_ofEveryService_areStagesOfTheDockerfile() {
    List<String> targets = inDockerfile(STAGE);
    List<String> built = new ArrayList<>();

    each(
        (name, service) -> {
          if (service.has("build")) {
            assertThat(service.at("/build/dockerfile").asText()).isEqualTo(DOCKERFILE);
            built.add(service.at("/build/target").asText());
          }
        });

    assertThat(targets).containsAll(built);
    assertThat(built)
        .containsExactlyInAnyOrder(
            "aria", "prompt-streamer", "teacher-pool", "student-trainer", "allocator");
  }

  /** A package may be called as the folder of a build is: {@code dev.aria.proto.target}. */
  @Test
  void dockerignore_leavesNoSourceOut() {
    List<PathMatcher> leftOut =
        SourceTree.text(tree.root().resolve(".dockerignore"))
            .lines()
            .flatMap(pattern -> Stream.of(pattern, pattern + "/**"))
            .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
            .toList();
    List<String> sources =
        tree.files("").stream()
            .map(tree::name)
            .filter(name -> name.matches("(?:services|proto)/.*/?src/.*|(?:.*/)?pom\\.xml"))
            .toList();

    assertThat(sources).contains("proto/src/main/proto/aria/target/v1/target.proto");
    assertThat(leftOut).hasSizeGreaterThan(4);
    assertThat(sources)
        .noneMatch(name -> leftOut.stream().anyMatch(glob -> glob.matches(Path.of(name))));
  }

  @Test
  void images_areBuiltHereOrPinned() {
    Set<String> ours = new HashSet<>();
    Set<String> others = new HashSet<>();

    base.path("services")
        .forEach(
            service -> (service.has("build") ? ours : others).add(service.path("image").asText()));
    others.removeAll(ours);

    assertThat(others).isNotEmpty().allMatch(image -> PINNED.matcher(image).matches());
  }

  @Test
  void variables_ofEveryService_areSettings() {
    SettingsVariables known = SettingsVariables.of(tree);
    List<String> unknown = new ArrayList<>();

    each(
        (name, service) ->
            names(service.path("environment")).stream()
                .filter(known::isUnknown)
                .forEach(variable -> unknown.add(name + ": " + variable)));

    assertThat(known.names()).contains("ARIA_CONFIG").hasSizeGreaterThan(50);
    assertThat(unknown).isEmpty();
  }

  @Test
  void mounts_ofEveryService_areThereOrMadeByACommandOrAVolume() {
    String guide = SourceTree.text(tree.root().resolve(GUIDE));
    List<String> absent = new ArrayList<>();

    each(
        (name, service) ->
            service
                .path("volumes")
                .forEach(
                    volume -> {
                      String source = volume.asText().replaceFirst("^(\\$\\{.*?}|[^:]+):.*", "$1");
                      if (!isThere(source, guide)) {
                        absent.add(name + ": " + source);
                      }
                    }));

    assertThat(absent).isEmpty();
  }

  private boolean isThere(String source, String guide) {
    if (source.startsWith("${")) {
      return source.contains(":?"); // whoever starts it is told what to set
    }
    if (!source.startsWith("./")) {
      return base.path("volumes").has(source);
    }
    return Files.exists(tree.root().resolve(source.substring(2)))
        || (MADE.containsKey(source) && guide.contains(MADE.getOrDefault(source, source)));
  }

  @Test
  void commands_ofOurImages_areOnesThatCanBeRun() {
    List<String> mistakes = new ArrayList<>();
    List<String> commands = new ArrayList<>();

    each(
        (name, service) -> {
          if (service.has("command") && service.path("image").asText().startsWith("aria")) {
            List<String> words = texts(service.path("command"));
            commands.add(name);
            new ImageCommand(words).mistake().ifPresent(mistakes::add);
          }
        });
    inDockerfile(MAIN)
        .forEach(main -> new ImageCommand(List.of(main)).mistake().ifPresent(this::isBareAria));

    assertThat(commands).containsExactlyInAnyOrder("corpus", "console");
    assertThat(mistakes).isEmpty();
  }

  /** The image "aria" alone shows its help, which names no command. */
  private void isBareAria(String mistake) {
    assertThat(mistake).contains("dev.aria.cli.Aria", "names no command");
  }

  @Test
  void dependencies_ofEveryService_areServices() {
    List<String> services = names(base.path("services"));

    each(
        (name, service) ->
            assertThat(services).as(name).containsAll(texts(service.path("depends_on"))));
  }

  @Test
  void console_isOpenToTheHostOnItsUsualPort() {
    JsonNode console = base.at("/services/console");

    assertThat(texts(console.path("command"))).containsSequence("--console-host", "0.0.0.0");
    assertThat(texts(console.path("ports"))).containsExactly("9500:9500");
  }

  @Test
  void runFile_ofCompose_isAccepted() {
    Path file = tree.root().resolve("infra/docker/run.conf");

    Settings settings = Settings.load("--config", file.toString());

    assertThat(settings.run().teacher()).startsWithRaw(Path.of("/problem"));
    assertThat(settings.run().pairedSet()).startsWithRaw(Path.of("/problem"));
  }

  private List<String> inDockerfile(Pattern pattern) {
    String text = SourceTree.text(tree.root().resolve(DOCKERFILE));
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private void each(BiConsumer<String, JsonNode> look) {
    for (JsonNode file : List.of(base, overlay)) {
      Map<String, JsonNode> services = new TreeMap<>();
      file.path("services")
          .fieldNames()
          .forEachRemaining(name -> services.put(name, file.path("services").path(name)));
      services.forEach(look);
    }
  }

  private JsonNode read(String name) {
    return YamlTrees.file(tree.root().resolve(name));
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
