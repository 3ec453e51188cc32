package dev.aria.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets reach the clients and nobody else. */
class SecretsTest {
  private static final String SECRET = "hun\\ter\"2/@x";

  @TempDir Path dir;

  @Test
  void kafka_passwordOfAFile_isQuotedForTheLoginModule() throws IOException {
    String file = Files.writeString(dir.resolve("secret"), SECRET + "\n").toString();

    Settings settings =
        load(
            "-Daria.kafka.security.protocol=SASL_SSL",
            "-Daria.kafka.security.username=aria",
            "-Daria.kafka.security.password-file=" + file);

    assertThat(settings.kafka().client())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry(
            "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required"
                + " username=\"aria\" password=\"hun\\\\ter\\\"2/@x\";");
    assertThat(settings.kafka().toString() + settings.dump()).doesNotContain("hun", "2/@x");
  }

  @Test
  void load_secretAndItsFile_isRefused() throws IOException {
    String file = Files.writeString(dir.resolve("secret"), "hunter2").toString();

    refused(
        "both aria.redis.password and aria.redis.password-file",
        "-Daria.redis.password=hunter2",
        "-Daria.redis.password-file=" + file);
  }

  @Test
  void load_secretFileMissingOrOfSeveralLines_isRefusedByName() throws IOException {
    String two = Files.writeString(dir.resolve("two"), "hunter2\nhunter2").toString();

    refused("password-file is /nowhere/s", "-Daria.redis.password-file=/nowhere/s");
    refused("must hold one line", "-Daria.redis.password-file=" + two);
    refused(
        "truststore is /nowhere/ca.pem",
        "-Daria.kafka.security.protocol=SSL",
        "-Daria.kafka.security.truststore=/nowhere/ca.pem");
  }

  @Test
  void load_userWithoutProtocol_isRefusedRatherThanSentInTheClear() {
    refused("protocol is not; set it", "-Daria.kafka.security.username=aria");
  }

  @Test
  void metrics_nothingSaid_stayOnThisMachine() {
    assertThat(load().metrics().host()).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://u:hunter2/hunter2@h@i:1/x",
        "http://u:hunter2@h",
        "redis://hunter2@h/x/y",
        "u:hunter2@h:6379",
        "redis:/u:hunter2@h",
        "hunter2://hunter2@h",
        "redis://u:hunter2\nhunter2@h",
        "rediss://u:hunter2 hunter2@h"
      })
  void load_badAddress_isRefusedWithoutItsPassword(String uri) {
    refused("aria.redis.uri", "-Daria.redis.uri=" + uri);
  }

  @Test
  void load_brokenFileOrArgument_doesNotQuoteWhatItHolds() throws IOException {
    Path file = dir.resolve("broken.conf");
    for (String text :
        List.of(
            "aria.redis.password = hunter2 }",
            "aria.redis.password hunter2 {{",
            "a = [hunter2",
            "aria.redis.password = hunter2[b]c",
            "aria.redis.password = \"hunter2\"{b = 1}",
            "aria.redis.password = x${hunter2}y",
            "x = hunter2, aria.redis.password = ${x}[b]",
            "aria.redis.password = 2[hunter2]")) {
      Files.writeString(file, text);
      refused("broken.conf", "--config", file.toString());
    }
    refused("unknown argument '--aria.redis.password=...'", "--aria.redis.password=hunter2");
  }

  private void refused(String reason, String... args) {
    assertThatThrownBy(() -> load(args))
        .isInstanceOf(SettingsRefused.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("hunter2");
  }

  private static Settings load(String... args) {
    return Settings.load(Stream.of(args).toList(), Map.of(), new Properties());
  }
}
