package dev.aria.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How modules stand to each other, and how large packages may grow. */
final class ModulesTest {
  private static final int MOST_FILES = 25;
  private static final Pattern PARENT = Pattern.compile("(?s)<parent>.*?</parent>");
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(aria-[^<]+)</artifactId>");
  private static final Pattern DEPENDENCY =
      Pattern.compile("(?s)<dependency>.*?<artifactId>(aria-[^<]+)</artifactId>.*?</dependency>");

  private final SourceTree tree = SourceTree.here();

  @Test
  void modules_none_dependsOnALaterOne() {
    List<Path> modules = tree.modules();
    Map<String, Integer> places = new HashMap<>();
    for (Path module : modules) {
      places.put(artifact(module), places.size());
    }
    List<String> broken = new ArrayList<>();

    for (Path module : modules) {
      int place = places.getOrDefault(artifact(module), 0);
      for (String needed : dependencies(module)) {
        if (places.getOrDefault(needed, Integer.MAX_VALUE) >= place) {
          broken.add("%s depends on %s, which is built later".formatted(artifact(module), needed));
        }
      }
    }

    assertThat(places).hasSizeGreaterThan(10);
    assertThat(broken).isEmpty();
  }

  @Test
  void operations_knowNothingOfTheBuiltInProblem() {
    assertThat(dependencies(tree.root().resolve("services/operations")))
        .contains("aria-embedded")
        .doesNotContain("aria-emoji", "aria-trials", "aria-cli");
    assertThat(dependencies(tree.root().resolve("services/emoji"))).doesNotContain("aria-trials");
  }

  @Test
  void packages_haveAtMost25Files() {
    Map<String, Integer> files = new TreeMap<>();
    for (Path file : tree.files(".java")) {
      files.merge(tree.name(file.resolveSibling("")), 1, Integer::sum);
    }

    files.values().removeIf(count -> count <= MOST_FILES);

    assertThat(files).as("folders with more than %d Java files", MOST_FILES).isEmpty();
  }

  @Test
  void packages_ofMainSources_haveAPackageInfo() {
    List<String> without =
        tree.files(".java").stream()
            .filter(file -> file.toString().contains("/src/main/java/dev/"))
            .map(file -> file.resolveSibling(""))
            .distinct()
            .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
            .map(tree::name)
            .toList();

    assertThat(without).isEmpty();
  }

  private static String artifact(Path module) {
    Matcher found = ARTIFACT.matcher(PARENT.matcher(pom(module)).replaceAll(""));
    assertThat(found.find()).as("%s has an artifact of ours", module).isTrue();
    return found.group(1);
  }

  private static List<String> dependencies(Path module) {
    return DEPENDENCY.matcher(pom(module)).results().map(found -> found.group(1)).toList();
  }

  private static String pom(Path module) {
    return SourceTree.text(module.resolve("pom.xml"));
  }
}
