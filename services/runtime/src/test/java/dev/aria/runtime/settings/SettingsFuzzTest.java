package dev.aria.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.aria.fuzz.Fuzzing;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SettingsFuzzTest {
  private static final int TEXTS = Fuzzing.inputs();
  private static final int FILES = 1000;
  private static final List<byte[]> CORPUS =
      Stream.of(
              "aria.run { name = r, steps = 12, shards = 2 }",
              "aria { kafka.client { a.b = 1, c = \"x\" }, redis.uri = \"redis://u:p@h:1\" }",
              "aria.run.seed = 1\naria.run.seed = ${?X}\n# no\naria.kafka.fetch-wait = 5 ms",
              "aria.run.regions += 3, aria.run.name = ${aria.run.corpus}\"-b\"")
          .map(text -> text.getBytes(StandardCharsets.UTF_8))
          .toList();

  @TempDir Path folder;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void text_damaged_isTakenOrRefused() {
    KnownKeys known = KnownKeys.of(ConfigFactory.defaultReferenceUnresolved());
    Fuzzing fuzzing = new Fuzzing(CORPUS, SettingsRefused.class, 16 << 20, 4096);

    Fuzzing.Outcome outcome =
        fuzzing.run(
            TEXTS,
            5,
            text ->
                Settings.checked(
                    () -> {
                      known.check(Settings.parsed(reader(text)));
                      return known;
                    }));

    assertThat(outcome.read()).isPositive();
    assertThat(outcome.refused()).isPositive();
  }

  /** Merged with all defaults, resolved and held to every bound: two milliseconds each. */
  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void load_damagedFile_givesSettingsOrSettingsRefused() {
    Path file = folder.resolve("aria.conf");
    Fuzzing fuzzing = new Fuzzing(CORPUS, SettingsRefused.class, 64 << 20, 4096);

    Fuzzing.Outcome outcome =
        fuzzing.run(
            FILES,
            6,
            text -> {
              Files.write(file, text);
              Settings.load(List.of("--config", file.toString()), Map.of(), new Properties());
            });

    assertThat(outcome.read()).isPositive();
    assertThat(outcome.refused()).isPositive();
  }

  private static Reader reader(byte[] text) {
    return new StringReader(new String(text, StandardCharsets.UTF_8));
  }
}
