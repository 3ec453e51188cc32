package dev.aria.models.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Linux says of this machine's processor, as far as the order of sums depends on it. */
final class Processor {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  /** Its make, on x86-64 and on ARM. */
  private static final Set<String> MAKE =
      Set.of(
          "vendor_id",
          "cpu family",
          "model",
          "model name",
          "CPU implementer",
          "CPU architecture",
          "CPU variant",
          "CPU part");

  private static final Set<String> CAPABILITIES = Set.of("flags", "Features");
  private static final Pattern VECTORS =
      Pattern.compile("(sse|ssse|avx|fma|f16c|amx|asimd|sve|sme|bf16|i8mm).*");

  private Processor() {}

  /** The first one's make and vector instructions; the architecture alone where nothing is said. */
  static String describe() {
    String architecture = System.getProperty("os.arch", "");
    if (!Files.isReadable(CPUINFO)) {
      return architecture;
    }
    try (Stream<String> lines = Files.lines(CPUINFO)) {
      return architecture + " " + describe(lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + CPUINFO, e);
    }
  }

  static String describe(Stream<String> cpuinfo) {
    return cpuinfo
        .dropWhile(String::isBlank)
        .takeWhile(line -> !line.isBlank())
        .map(line -> line.split(":", 2))
        .filter(field -> field.length == 2)
        .flatMap(field -> said(field[0].strip(), field[1].strip()))
        .collect(Collectors.joining(" "));
  }

  private static Stream<String> said(String key, String value) {
    if (MAKE.contains(key)) {
      return Stream.of(value);
    }
    return CAPABILITIES.contains(key) ? Stream.of(vectors(value).toString()) : Stream.of();
  }

  private static List<String> vectors(String capabilities) {
    return Arrays.stream(capabilities.split(" ", -1))
        .filter(each -> VECTORS.matcher(each).matches())
        .sorted()
        .toList();
  }
}
