package dev.aria.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reference pages that are written by hand name whatever the code has. */
final class WrittenPagesTest {
  private static final Path PAGES = Path.of("../../docs/reference");
  private static final Pattern METER =
      Pattern.compile(
          "\"(aria\\.(?:allocator|region|teacher|sampler|tagger|trainer|consumer|dead)\\.[a-z.]+)\"");

  @Test
  void topics_ofTheList_standOnThePageWithHowLongTheyAreKept() throws IOException {
    List<String> rows = Files.readAllLines(PAGES.resolve("topics.md"));

    assertThat(topics())
        .allSatisfy(
            topic ->
                assertThat(rows)
                    .anySatisfy(
                        row ->
                            assertThat(row)
                                .startsWith("| `" + topic.name().replace("______", "") + "` |")
                                .endsWith("| " + kept(topic) + " |")));
  }

  @Test
  void meters_ofTheServices_standOnThePage() throws IOException {
    String page = Files.readString(PAGES.resolve("metrics.md"));
    Set<String> meters = new TreeSet<>();
    for (String service :
        List.of("runtime", "prompt-streamer", "teacher-pool", "student-trainer", "allocator")) {
      try (Stream<Path> files = Files.walk(Path.of("..", service, "src/main/java"))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          Matcher meter = METER.matcher(Files.readString(file));
          while (meter.find()) {
            meters.add(meter.group(1).replace('.', '_'));
          }
        }
      }
    }

    assertThat(meters).hasSizeGreaterThan(30);
    assertThat(meters)
        .allSatisfy(meter -> assertThat(page).containsPattern("`" + meter + "(_total|_seconds)?`"));
  }

  private static List<Topic<?>> topics() {
    RunSettings run = Settings.load("-Daria.run.name=RUN", "-Daria.run.corpus=CORPUS").run();
    List<Topic<?>> topics = new ArrayList<>(Topics.ofRun(run));
    topics.addAll(Topics.ofStudent(run, "STUDENT"));
    topics.add(Topics.prompts("CORPUS", Topics.PROMPT_PARTITIONS));
    topics.add(Topics.taggedPrompts("CORPUS", "DIGEST______")); // a digest has 12 characters
    topics.add(Topics.regionMaps("CORPUS"));
    return topics;
  }

  private static String kept(Topic<?> topic) {
    if (topic.compacted()) {
      return "newest of each key";
    }
    if (topic.retention().isZero()) {
      return "for ever";
    }
    return topic.retention().compareTo(Duration.ofHours(1)) > 0
        ? topic.retention().toDays() + " days"
        : topic.retention().toMinutes()
            + " minutes, and "
            + (topic.retainedBytes() >> 30)
            + " GiB a partition";
  }
}
