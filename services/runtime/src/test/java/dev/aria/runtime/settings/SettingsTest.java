package dev.aria.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.aria.core.record.PolicyConstants;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @TempDir Path dir;
  private final Map<String, String> environment = new HashMap<>();
  private final Properties system = new Properties();

  @Test
  void load_nothingGiven_takesTheDefaults() {
    Settings settings = load();

    assertThat(settings.kafka()).isEqualTo(KafkaSettings.of("localhost:9092"));
    assertThat(settings.redis()).isEqualTo(RedisSettings.of("redis://localhost:6379"));
    assertThat(settings.run().conditioning())
        .isEqualTo(new RunSettings.Conditioning("exponential", 5, 0.1));
    assertThat(settings.config().getString("aria.pinned.type")).isEqualTo("PinnedDispatcher");
  }

  @Test
  void load_aKeyGivenFourTimes_takesFileThenPropertyThenEnvironment() throws IOException {
    String file = file("aria.run { name = from-file, corpus = from-file, shards = 7, seed = 3 }");
    system.setProperty("aria.run.corpus", "from-property");
    system.setProperty("aria.run.shards", "8");
    environment.put("ARIA_RUN_SHARDS", "9");

    RunSettings run = load("--config", file, "-Daria.run.seed=4").run();

    assertThat(run.name()).isEqualTo("from-file");
    assertThat(run.corpus()).isEqualTo("from-property");
    assertThat(run.shards()).isEqualTo(9);
    assertThat(run.seed()).isEqualTo(4);
  }

  @Test
  void load_fileNamedByTheEnvironment_isRead() throws IOException {
    environment.put("ARIA_CONFIG", file("aria.run.steps = 12"));

    assertThat(load().run().steps()).isEqualTo(12);
  }

  @Test
  void load_missingFile_isRefused() {
    assertRefused(
        new String[] {"--config=/nowhere/aria.conf"}, "/nowhere/aria.conf does not exist");
  }

  @Test
  void load_brokenFile_isRefusedWithItsPlace() throws IOException {
    String file = file("aria.run {\n name = \n\n {{{");

    assertRefused(new String[] {"--config", file}, "test.conf: ");
  }

  @ParameterizedTest
  @CsvSource({"101, '{a:', '}'", "3000, '{a:', '}'", "200000, '{a:', '}'", "200000, [, ]"})
  void load_deeplyNestedFile_isRefusedByItsName(int levels, String open, String close)
      throws IOException {
    String file = file("x = " + open.repeat(levels) + "1" + close.repeat(levels));

    assertRefused(new String[] {"--config", file}, "test.conf is nested too deeply");
  }

  @Test
  void load_nestedFile_isRead() throws IOException {
    String file = file("x = " + "{a:".repeat(90) + "1" + "}".repeat(90) + ", aria.run.shards = 3");

    assertThat(load("--config", file).run().shards()).isEqualTo(3);
  }

  @Test
  void load_unknownKey_isRefusedWithTheNearest() throws IOException {
    String file = file("aria.run.shrads = 3");

    assertRefused(
        new String[] {"--config", file},
        "unknown setting 'aria.run.shrads'; did you mean 'aria.run.shards'?");
  }

  @Test
  void load_unknownProperty_isRefused() {
    assertRefused(
        new String[] {"-Daria.kafka.bootstrap-server=x:1"},
        "did you mean 'aria.kafka.bootstrap-servers'?");
  }

  @Test
  void load_sectionOfAnotherService_isLeftAlone() throws IOException {
    String file = file("aria.teacher-pool.devices = 2");

    assertThat(load("--config", file).run().shards()).isEqualTo(4);
  }

  @Test
  void load_clientProperties_arePassedOn() throws IOException {
    String file =
        file("aria.kafka.client { security.protocol = SASL_SSL, \"sasl.mechanism\" = PLAIN }");

    assertThat(load("--config", file).kafka().client())
        .isEqualTo(Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aria.run.shards=0|aria.run.shards is 0, must be at least 1",
        "aria.run.shards=many|aria.run.shards",
        "aria.run.name=a/b|aria.run.name is 'a/b', may hold only letters",
        "aria.run.max-in-flight=3|aria.run.max-in-flight is 3, must be at least 128",
        "aria.run.allocation.policy=best|must be one of natural, stratified, tempered, aria",
        "aria.run.allocation.signal=probe|aria.run.probes.per-region",
        "aria.run.guidance=NaN|aria.run.guidance",
        "aria.run.allocation.aria.harm-bound=-1|aria.run.allocation.aria.harm-bound is -1.0, must",
        "aria.run.allocation.tempered.base-exponent=2|tempered.base-exponent is 2.0, must lie in [",
        "aria.run.allocation.softmax.temperature=0|softmax.temperature is 0.0, must be finite and",
        "aria.run.allocation.variance.floor=1|allocation.variance.floor",
        "aria.run.allocation.aria.floor=NaN|allocation.aria.floor",
        "aria.run.allocation.natural.floor=0|unknown setting 'aria.run.allocation.natural.floor'",
        "aria.run.allocation.aria.temperature=1|unknown setting 'aria.run.allocation.aria.temper",
        "aria.kafka.unreachable-after=1 ms|aria.kafka.unreachable-after is 1 ms, must be at least",
        "aria.kafka.fetch-wait=soon|aria.kafka.fetch-wait",
        "aria.metrics.port=70000|aria.metrics.port is 70000, must lie in [0, 65535]",
        "aria.log.format=xml|aria.log.format is 'xml', must be one of plain, json",
        "aria.redis.uri=http://u:hunter2@x|aria.redis.uri is 'http://***@x'"
      })
  void load_outOfBounds_isRefusedByName(String property, String reason) {
    assertRefused(new String[] {"-D" + property}, reason);
  }

  @Test
  void load_constantsOfPolicies_areThoseOfTheChosenOne() {
    environment.put("ARIA_RUN_ALLOCATION_ARIA_HARM_BOUND", "0.25");
    String tempered = "-Daria.run.allocation.tempered.base-exponent=0.75";

    PolicyConstants aria = load(tempered).run().allocation().constants();
    PolicyConstants other =
        load(tempered, "-Daria.run.allocation.policy=tempered").run().allocation().constants();

    assertThat(aria).isEqualTo(new PolicyConstants(0.5, 1, 1, 0.3, 0.02, 0.25, 0.5));
    assertThat(other).isEqualTo(new PolicyConstants(0.75, 1, 1, 0.3, 0.02, 0.01, 0.5));
  }

  @ParameterizedTest
  @CsvSource({"natural", "stratified", "tempered", "aria", "variance", "softmax"})
  void load_noConstantGiven_areTheDefaultsOfCore(String policy) {
    assertThat(load("-Daria.run.allocation.policy=" + policy).run().allocation().constants())
        .isEqualTo(PolicyConstants.DEFAULTS);
  }

  @Test
  void load_unknownArgument_isRefused() {
    assertRefused(new String[] {"--verbose"}, "unknown argument '--verbose'");
  }

  @Test
  void load_durations_takeUnits() {
    environment.put("ARIA_KAFKA_UNREACHABLE_AFTER", "2 minutes");

    assertThat(load().kafka().unreachableAfter()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void dump_leavesSecretsOut() throws IOException {
    String file =
        file(
            """
            aria.redis.uri = "redis://u:hunter2@host:1"
            aria.redis.password = hunter2
            aria.kafka.security { protocol = SASL_SSL, username = aria, password = hunter2 }
            aria.kafka.client { ssl.key.password = hunter2, sasl.jaas.config = "x hunter2", a = 1 }
            """);

    String dump = load("--config", file).dump();

    assertThat(dump)
        .doesNotContain("hunter2")
        .contains(
            "aria.redis.uri = redis://***@host:1",
            "aria.redis.password = ***",
            "aria.kafka.security.password = ***",
            "aria.kafka.client.ssl.key.password = ***",
            "aria.kafka.client.a = 1",
            "aria.run.shards = 4");
    assertThat(load("--config", file).redis().toString()).doesNotContain("hunter2");
  }

  @Test
  void reference_everyKey_hasACommentAndItsVariable() throws IOException {
    List<String> lines = reference();
    for (String key : KnownKeys.of(ConfigFactory.defaultReferenceUnresolved()).keys()) {
      if (key.startsWith("aria.pinned.") || key.equals("aria.kafka.client")) {
        continue;
      }
      String variable = "${?" + KnownKeys.variable(key) + "}";
      List<String> where = lines.stream().filter(line -> line.endsWith(variable)).toList();

      assertThat(where).as("lines with " + variable).hasSize(1);
      assertThat(lines.get(lines.indexOf(where.get(0)) - 2)).as(key).startsWith("#");
    }
  }

  private static List<String> reference() throws IOException {
    try (InputStream file = Settings.class.getResourceAsStream("/reference.conf")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      List<String> lines = new ArrayList<>();
      text.lines().map(String::strip).forEach(lines::add);
      return lines;
    }
  }

  private String file(String text) throws IOException {
    return Files.writeString(dir.resolve("test.conf"), text).toString();
  }

  private Settings load(String... args) {
    return Settings.load(Arrays.asList(args), environment, system);
  }

  private void assertRefused(String[] args, String reason) {
    assertThatThrownBy(() -> load(args))
        .isInstanceOf(SettingsRefused.class)
        .hasMessageContaining(reason);
  }
}
