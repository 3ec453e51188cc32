package dev.aria.runtime.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.aria.runtime.settings.TracingSettings;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Spans as they go over the wire, to a receiver that is there, away, or silent. */
class OtlpReceiverTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MANY = 50_000;
  private static final Logger LOGGER =
      (Logger) LoggerFactory.getLogger(WatchedExporter.class.getName());

  private final List<Span> received = Collections.synchronizedList(new ArrayList<>());
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    LOGGER.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    LOGGER.detachAppender(log);
  }

  @Test
  void close_spansNotSentYet_sendsThem() throws IOException {
    HttpServer receiver = receiver();
    try (OtelTraces traces = open(receiver.getAddress().getPort())) {
      traces.add(Shards.draw(1, 0));
      traces.add(Shards.target(1, 0));
    } finally {
      receiver.stop(0);
    }

    assertThat(received)
        .extracting(Span::getName)
        .containsExactlyInAnyOrder(
            "draw", "target", "target wait", "target inference", "target produce");
    assertThat(received).extracting(Span::getTraceId).containsOnly(received.get(0).getTraceId());
    assertThat(log.list).isEmpty();
  }

  @Test
  void add_nobodyListens_takesNoTimeAndIsSaidOnce() throws IOException {
    int port = freePort();

    assertHarmless(port);
  }

  @Test
  void add_receiverNeverAnswers_takesNoTimeAndIsSaidOnce() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      assertHarmless(silent.getLocalPort());
    }
  }

  private void assertHarmless(int port) {
    long begun = System.nanoTime();
    long added;
    try (OtelTraces traces = open(port)) {
      for (int step = 0; step < MANY; step++) {
        traces.add(Shards.draw(step, 0));
      }
      added = System.nanoTime();
      await().atMost(PATIENCE).until(() -> !log.list.isEmpty());
    }

    assertThat(Duration.ofNanos(added - begun)).isLessThan(Duration.ofSeconds(10));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(45));
    assertThat(log.list)
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getFormattedMessage())
                    .contains("http://127.0.0.1:" + port, "aria.tracing.endpoint"));
  }

  private static OtelTraces open(int port) {
    return OtelTraces.open(
        new TracingSettings("http://127.0.0.1:" + port, 1), "prompt-streamer", "r");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private HttpServer receiver() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::receive);
    server.start();
    return server;
  }

  private void receive(HttpExchange exchange) throws IOException {
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (InputStream body = exchange.getRequestBody();
        InputStream plain = zipped ? new GZIPInputStream(body) : body) {
      ExportTraceServiceRequest.parseFrom(plain)
          .getResourceSpansList()
          .forEach(
              resource ->
                  resource
                      .getScopeSpansList()
                      .forEach(scope -> received.addAll(scope.getSpansList())));
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }
}
