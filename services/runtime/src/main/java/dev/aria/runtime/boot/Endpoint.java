package dev.aria.runtime.boot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.aria.core.thread.DaemonThreads;
import dev.aria.runtime.settings.MetricsSettings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves {@code /metrics} in Prometheus' text format, and {@code /health}: 200, or 503 and why. */
final class Endpoint implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String JSON = "application/json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService thread;

  private Endpoint(HttpServer server, ExecutorService thread) {
    this.server = server;
    this.thread = thread;
  }

  /**
   * Serves from now on.
   *
   * @throws EndpointUnavailable when the port is in use, or the port file cannot be written
   */
  static Endpoint open(MetricsSettings settings, PrometheusMeterRegistry meters, Health health) {
    HttpServer server = bound(settings);
    ExecutorService thread = Executors.newSingleThreadExecutor(new DaemonThreads("aria-metrics"));
    server.setExecutor(thread);
    server.createContext(
        "/metrics", exchange -> answer(exchange, 200, PROMETHEUS, meters.scrape()));
    server.createContext("/health", exchange -> answer(exchange, health.troubles()));
    server.start();
    Endpoint endpoint = new Endpoint(server, thread);
    endpoint.announce(settings);
    return endpoint;
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdown();
  }

  private static HttpServer bound(MetricsSettings settings) {
    String where = settings.host() + ":" + settings.port();
    try {
      InetAddress host = InetAddress.getByName(settings.host());
      return HttpServer.create(new InetSocketAddress(host, settings.port()), 0);
    } catch (BindException e) {
      throw new EndpointUnavailable(
          "cannot listen on %s (%s); set aria.metrics.port to another port, or 0 for a free one"
              .formatted(where, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new EndpointUnavailable(
          "cannot listen on %s (%s); correct aria.metrics.host".formatted(where, e), e);
    }
  }

  private void announce(MetricsSettings settings) {
    String where = settings.host() + ":" + port();
    LOG.info("metrics at http://{}/metrics, health at http://{}/health", where, where);
    settings
        .portFile()
        .ifPresent(
            file -> {
              try {
                Files.writeString(file, where + "\n");
              } catch (IOException e) {
                close();
                throw new EndpointUnavailable(
                    "cannot write aria.metrics.port-file %s: %s".formatted(file, e), e);
              }
            });
  }

  private static void answer(HttpExchange exchange, NavigableMap<String, String> troubles)
      throws IOException {
    boolean well = troubles.isEmpty();
    answer(exchange, well ? 200 : 503, JSON, json(well, troubles));
  }

  private static String json(boolean well, Map<String, String> troubles)
      throws JsonProcessingException {
    return MAPPER.writeValueAsString(Map.of("status", well ? "up" : "down", "troubles", troubles));
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
