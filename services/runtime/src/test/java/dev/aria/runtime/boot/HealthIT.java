package dev.aria.runtime.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aria.embedded.EmbeddedKafka;
import dev.aria.embedded.EmbeddedRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service process that does nothing but use Kafka and Redis, real ones. */
class HealthIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path dir;
  private final CompletableFuture<Void> stop = new CompletableFuture<>();
  private CompletableFuture<Integer> process = CompletableFuture.completedFuture(0);

  @AfterEach
  void stopTheProcess() {
    stop.complete(null);
    assertThat(process).succeedsWithin(PATIENCE).isEqualTo(ServiceProcess.FINISHED);
  }

  @Test
  void health_redisGoesAndComesBack_isDownMeanwhile() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir.resolve("kafka"))) {
      EmbeddedRedis redis = EmbeddedRedis.start(dir.resolve("redis"));
      start(kafka.bootstrap(), redis.uri());
      await().atMost(PATIENCE).until(() -> health().statusCode() == 200);

      redis.close();
      awaitDown("redis", "kafka");

      try (EmbeddedRedis again = EmbeddedRedis.start(dir.resolve("redis"))) {
        assertThat(again.uri()).isEqualTo(redis.uri());
        await().atMost(PATIENCE).until(() -> health().statusCode() == 200);
      }
    }
  }

  @Test
  void health_kafkaNeverAnswered_isDownAndNamesIt() {
    try (EmbeddedRedis redis = EmbeddedRedis.start(dir.resolve("redis"))) {
      start("127.0.0.1:1", redis.uri());

      awaitDown("kafka", "redis");
    }
  }

  private void start(String kafka, String redis) {
    ServiceProcess service =
        new ServiceProcess(
            "tester",
            context -> {
              assertThat(context.redis()).isNotNull();
              return new Idle(new CompletableFuture<>());
            },
            stop);
    process =
        CompletableFuture.supplyAsync(
            () ->
                service.run(
                    "-Daria.kafka.bootstrap-servers=" + kafka,
                    "-Daria.redis.uri=" + redis,
                    "-Daria.metrics.port-file=" + dir.resolve("port"),
                    "-Daria.metrics.unhealthy-after=1 s"));
    await().atMost(PATIENCE).until(() -> Files.exists(dir.resolve("port")));
  }

  /** Waits, since on a busy machine the other server may be late with its first answer as well. */
  private void awaitDown(String down, String up) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              HttpResponse<String> answer = health();
              assertThat(answer.statusCode()).isEqualTo(503);
              assertThat(answer.body())
                  .contains("\"%s\":\"has not answered for ".formatted(down), " s, since 20")
                  .doesNotContain(up);
            });
  }

  private HttpResponse<String> health() {
    try {
      String address = Files.readString(dir.resolve("port")).strip();
      URI uri = URI.create("http://%s/health".formatted(address));
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private record Idle(CompletableFuture<Void> end) implements RunningService {
    @Override
    public CompletionStage<Void> done() {
      return end;
    }

    @Override
    public void stop() {
      end.complete(null);
    }
  }
}
