package dev.aria.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aria.runtime.kafka.failure.KafkaRefused;
import dev.aria.runtime.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A login for Kafka's clients that they cannot read is not shown, not in a stack trace either. */
class UnseenLoginTest {
  private static final String MODULE =
      "org.apache.kafka.common.security.plain.PlainLoginModule required ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        MODULE + "username=a password=hun hunter2;",
        MODULE + "username=a password=\"x\" hunter2",
        "hunter2 required username=a password=hunter2;",
      })
  void connect_loginThatCannotBeRead_isRefusedWithoutIt(String login) {
    Settings settings =
        Settings.load(
            "-Daria.kafka.client.security.protocol=SASL_PLAINTEXT",
            "-Daria.kafka.client.sasl.mechanism=PLAIN",
            "-Daria.kafka.client.sasl.jaas.config=" + login);

    Throwable refused =
        catchThrowable(
            () ->
                KafkaCluster.connect(
                        settings.kafka(),
                        "tester",
                        new SimpleMeterRegistry(),
                        InstantSource.system())
                    .close());

    assertThat(refused).isInstanceOf(KafkaRefused.class).hasMessageContaining("aria.kafka");
    StringWriter trace = new StringWriter();
    refused.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain("hunter2");
  }
}
