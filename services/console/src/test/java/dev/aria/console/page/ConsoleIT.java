package dev.aria.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.operations.control.RunOrders;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console of a run at work, as its page and anybody else may ask it. */
@ExtendWith(SharedStack.class)
final class ConsoleIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static WatchedStack stack;

  @BeforeAll
  static void begin(WatchedStack shared) {
    stack = shared;
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(stack.page(path));
  }

  private static JsonNode get(String path) {
    HttpResponse<String> answer = send(at(path));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer.body());
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  private static HttpRequest.Builder order(String order) {
    return at("/api/orders/" + order).POST(HttpRequest.BodyPublishers.noBody());
  }

  /** The newest event of {@code kind}, as a page that has just opened is told it. */
  private static JsonNode event(String kind) {
    try {
      HttpResponse<InputStream> stream =
          CLIENT.send(
              at("/api/events").header("Accept", "text/event-stream").build(),
              BodyHandlers.ofInputStream());
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
        boolean wanted = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          wanted |= line.equals("event: " + kind);
          if (wanted && line.startsWith("data: ")) {
            return json(line.substring("data: ".length()));
          }
        }
      }
      throw new AssertionError("the stream ended without event " + kind);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void page_isServedWithItsScriptsAndNothingFromElsewhere() {
    HttpResponse<String> page = send(at("/"));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'self'"));
    assertThat(page.body()).doesNotContain("src=\"http", "href=\"http", "https://");
    assertThat(send(at("/main.js")).statusCode()).isEqualTo(200);
    assertThat(send(at("/webjars/uplot/1.6.30/dist/uPlot.esm.js")).statusCode()).isEqualTo(200);
  }

  @Test
  void run_toldWhatItIs_andWhetherThePageMayOrder() {
    assertThat(get("/api/run").path("run").asText()).isEqualTo("watched");
    assertThat(get("/api/run").path("canOrder").asBoolean()).isFalse();

    HttpResponse<String> with = send(at("/api/run").header("X-Aria-Token", stack.token()));

    assertThat(json(with.body()).path("canOrder").asBoolean()).isTrue();
  }

  @Test
  void events_flow_stepsGrowAndTheSlowestIsNamed() {
    long first = event("flow").path("trained").asLong();
    assertThat(first).isPositive();
    stack.order(RunCommand.Kind.RESUME);

    await()
        .atMost(WatchedStack.HANG_GUARD)
        .untilAsserted(
            () -> {
              JsonNode flow = event("flow");
              assertThat(flow.path("trained").asLong()).isGreaterThan(first);
              assertThat(flow.path("drawn").asLong())
                  .isGreaterThanOrEqualTo(flow.path("taught").asLong());
              assertThat(flow.path("bottleneck").asText())
                  .isIn("teacher", "trainer", "streamer", "paused");
              assertThat(flow.path("says").asText()).isNotBlank();
              assertThat(flow.path("rates").path("trained").asDouble()).isPositive();
              assertThat(flow.path("waits").path("trainer").isNumber()).isTrue();
              assertThat(flow.path("trouble").isNull()).isTrue();
            });

    stack.order(RunCommand.Kind.PAUSE);
  }

  @Test
  void history_holdsWeightsOfAllRegionsWithReasons_andProgress() {
    JsonNode history = get("/api/history");
    JsonNode newest = history.path("weights").get(history.path("weights").size() - 1);

    assertThat(newest.path("weight")).hasSize(4);
    assertThat(newest.path("reason")).hasSize(4);
    assertThat(Stream.of("level", "elasticity", "guard", "others", "same"))
        .contains(newest.path("reason").get(0).asText());
    double sum = 0;
    for (JsonNode weight : newest.path("weight")) {
      sum += weight.asDouble();
    }
    assertThat(sum).isBetween(0.999, 1.001);
    assertThat(history.path("progress")).isNotEmpty();
    assertThat(history.path("progress").get(0).path("loss").asDouble()).isPositive();
    assertThat(event("weights").path("version").asText()).contains(".");
  }

  @Test
  void regions_haveAPlaceAndPromptsOfTheirOwn() {
    JsonNode regions = get("/api/regions").path("regions");
    assertThat(regions).hasSize(4);
    assertThat(regions.get(0).path("neighbours")).hasSize(3);

    JsonNode one = get("/api/regions/2");

    assertThat(one.path("name").asText()).isEqualTo(regions.get(2).path("name").asText());
    assertThat(one.path("prompts").size()).isBetween(1, 12);
    assertThat(one.path("prompts").get(0).asText()).startsWith("a picture of");
    assertThat(one.path("why").asText()).endsWith(".");
    assertThat(send(at("/api/regions/4")).statusCode()).isEqualTo(404);
    assertThat(send(at("/api/regions/x")).statusCode()).isEqualTo(404);
  }

  @Test
  void pictures_teacherAndStudentOfACheckpoint_areDrawn() {
    await()
        .atMost(WatchedStack.HANG_GUARD)
        .untilAsserted(() -> assertThat(get("/api/pictures").path("steps")).isNotEmpty());
    JsonNode shown = get("/api/pictures");

    assertThat(shown.path("width").asInt()).isEqualTo(8);
    assertThat(shown.path("prompts").findValues("unpaired").toString()).contains("true", "false");
    for (String step : List.of("teacher", shown.path("steps").get(0).asText())) {
      HttpResponse<String> png = send(at("/api/pictures/%s/0.png".formatted(step)));
      assertThat(png.statusCode()).isEqualTo(200);
      assertThat(png.headers().firstValue("Content-Type")).hasValue("image/png");
    }
    assertThat(send(at("/api/pictures/teacher/99.png")).statusCode()).isEqualTo(404);
    assertThat(send(at("/api/pictures/..%2f..%2frun.conf/0.png")).statusCode()).isGreaterThan(399);
  }

  @Test
  void people_allFourServicesStandSomewhere() {
    JsonNode people = get("/api/people");

    assertThat(people.path("services").findValuesAsText("service"))
        .contains("sampler", "teachers", "student small", "allocator");
    assertThat(people.path("redis").asText()).isEqualTo("in order");
    assertThat(people.path("checkpoints").toString()).contains("sha256");
  }

  @Test
  void dead_aRecordThatIsNone_isShownWithItsReason() {
    stack.poison();

    await()
        .atMost(WatchedStack.HANG_GUARD)
        .untilAsserted(
            () -> {
              JsonNode topics = get("/api/dead").path("topics");
              assertThat(topics).hasSize(1);
              assertThat(topics.get(0).path("topic").asText()).isEqualTo("aria.watched.draws.v1");
              JsonNode letter = topics.get(0).path("letters").path(0);
              assertThat(letter.path("reason").asText()).isNotBlank();
              assertThat(letter.path("service").asText()).isEqualTo("teacher-pool");
              assertThat(letter.path("text").asText()).contains("no draws");
            });
  }

  @Test
  void orders_withoutTheToken_refusedAndNothingHappens() {
    assertThat(send(order("stop")).statusCode()).isEqualTo(403);
    assertThat(send(order("stop").header("X-Aria-Token", "0".repeat(32))).statusCode())
        .isEqualTo(403);
    assertThat(send(at("/api/runs/watched").DELETE()).statusCode()).isEqualTo(403);
  }

  @Test
  void orders_pauseAndResume_reachTheRun() {
    stack.order(RunCommand.Kind.RESUME);
    HttpResponse<String> paused = send(order("pause").header("X-Aria-Token", stack.token()));

    assertThat(paused.statusCode()).isEqualTo(204);
    await()
        .atMost(WatchedStack.HANG_GUARD)
        .untilAsserted(
            () -> assertThat(event("flow").path("bottleneck").asText()).isEqualTo("paused"));
    assertThat(send(order("resume").header("X-Aria-Token", stack.token())).statusCode())
        .isEqualTo(204);
    long stood = event("flow").path("trained").asLong();
    await()
        .atMost(WatchedStack.HANG_GUARD)
        .until(() -> event("flow").path("trained").asLong() > stood);
    stack.order(RunCommand.Kind.PAUSE);
    HttpResponse<String> unknown = send(order("dance").header("X-Aria-Token", stack.token()));
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("pause, resume, checkpoint and stop");
  }

  @Test
  void runs_aFinishedOneIsDeleted_theOwnOneIsNot() {
    var old = Settings.load("-Daria.run.name=old").run();
    stack.stack().cluster().ensure(Topics.ofRun(old));
    new RunOrders(stack.stack().cluster(), old).give(RunCommand.Kind.STOP, "test");
    assertThat(get("/api/runs").toString()).contains("\"old\"", "\"watched\"");

    HttpResponse<String> own =
        send(at("/api/runs/watched").DELETE().header("X-Aria-Token", stack.token()));
    assertThat(own.statusCode()).isEqualTo(409);
    assertThat(own.body()).contains("watches");
    assertThat(
            send(at("/api/runs/old").DELETE().header("X-Aria-Token", stack.token())).statusCode())
        .isEqualTo(204);
    assertThat(get("/api/runs").toString()).doesNotContain("\"old\"");
    assertThat(
            send(at("/api/runs/old").DELETE().header("X-Aria-Token", stack.token())).statusCode())
        .isEqualTo(404);
  }

  @Test
  void look_underAnotherSitesName_refused() throws IOException {
    URI page = stack.page("/");
    try (Socket socket = new Socket(page.getHost(), page.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "GET /api/run HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("watched");
    }
  }
}
