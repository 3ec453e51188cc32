package dev.aria.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's files as they lie in the working tree, without what builds and Git keep. */
record SourceTree(Path root) {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Set<String> LEFT_OUT = Set.of("target", ".git", ".aria");

  /** The tree that this test runs in. */
  static SourceTree here() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("no folder .mvn above " + Path.of("").toAbsolutePath());
      }
    }
    return new SourceTree(folder);
  }

  /** Folders of the modules, from the root, in the order in which they are built. */
  List<Path> modules() {
    Matcher found = MODULE.matcher(text(root.resolve("pom.xml")));
    return found.results().map(module -> root.resolve(module.group(1))).toList();
  }

  /** Every file whose name ends in one of {@code endings}. */
  List<Path> files(String... endings) {
    return Stream.concat(ofModules(), outside())
        .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
        .sorted()
        .toList();
  }

  private Stream<Path> ofModules() {
    return modules().stream()
        .flatMap(
            module ->
                Stream.concat(
                    list(module).filter(Files::isRegularFile), walk(module.resolve("src"))));
  }

  private Stream<Path> outside() {
    List<Path> modules = modules();
    return list(root)
        .filter(path -> !LEFT_OUT.contains(String.valueOf(path.getFileName())))
        .filter(path -> modules.stream().noneMatch(module -> module.startsWith(path)))
        .flatMap(path -> Files.isDirectory(path) ? walk(path) : Stream.of(path));
  }

  /** Name of {@code file}, from the root. */
  String name(Path file) {
    return root.relativize(file).toString();
  }

  static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + file, unreadable);
    }
  }

  private static Stream<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot list " + folder, unreadable);
    }
  }

  private static Stream<Path> walk(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot list " + folder, unreadable);
    }
  }
}
