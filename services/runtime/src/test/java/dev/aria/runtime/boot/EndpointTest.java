package dev.aria.runtime.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.runtime.settings.MetricsSettings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointTest {
  @TempDir Path dir;
  private final PrometheusMeterRegistry meters = Meters.registry("tester", "r1");
  private final Health health = new Health();
  private final Endpoint endpoint = Endpoint.open(settings(0, Optional.empty()), meters, health);

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void metrics_carryServiceAndRun() throws Exception {
    meters.counter("aria.dead.letters", "topic", "t").increment(3);

    assertThat(get("/metrics").body())
        .contains("aria_dead_letters_total{run=\"r1\",service=\"tester\",topic=\"t\"} 3.0")
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void health_nothingWrong_is200() throws Exception {
    health.check("kafka", Optional::empty);

    HttpResponse<String> answer = get("/health");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"status\":\"up\"");
  }

  @Test
  void health_aTrouble_is503AndNamed() throws Exception {
    health.check("fine", Optional::empty);
    health.check("redis", () -> Optional.of("does not answer"));
    health.check(
        "defect",
        () -> {
          throw new IllegalStateException("oops");
        });

    HttpResponse<String> answer = get("/health");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .contains("\"redis\":\"does not answer\"", "oops")
        .doesNotContain("fine");
  }

  @Test
  void open_portInUse_saysWhatToDo() {
    assertThatThrownBy(
            () -> Endpoint.open(settings(endpoint.port(), Optional.empty()), meters, health))
        .isInstanceOf(EndpointUnavailable.class)
        .hasMessageContaining("127.0.0.1:" + endpoint.port())
        .hasMessageContaining("aria.metrics.port");
  }

  @Test
  void open_portFile_holdsTheAddress() throws IOException {
    Path file = dir.resolve("port");

    try (Endpoint other = Endpoint.open(settings(0, Optional.of(file)), meters, health)) {
      assertThat(Files.readString(file)).isEqualTo("127.0.0.1:" + other.port() + "\n");
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + endpoint.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static MetricsSettings settings(int port, Optional<Path> file) {
    return new MetricsSettings(true, "127.0.0.1", port, file, Duration.ofSeconds(10));
  }
}
