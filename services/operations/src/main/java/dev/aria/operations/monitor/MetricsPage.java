package dev.aria.operations.monitor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalDouble;

/** A service's metrics in Prometheus's text format, as of one moment. */
public final class MetricsPage {
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  private final String text;

  MetricsPage(String text) {
    this.text = text;
  }

  /**
   * Reads the page at loopback port {@code port}; an empty page when the service does not answer.
   */
  public static MetricsPage fetch(int port) {
    URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
      return new MetricsPage(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException away) {
      return new MetricsPage("");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new MetricsPage("");
    }
  }

  /** Sum of all series of metric {@code name}; empty when there is none. */
  public OptionalDouble sum(String name) {
    return sum(name, "");
  }

  /** Sum of the series of metric {@code name} whose labels hold {@code label}. */
  public OptionalDouble sum(String name, String label) {
    double[] values =
        text.lines()
            .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
            .filter(line -> line.contains(label))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .filter(value -> !Double.isNaN(value))
            .toArray();
    return values.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Arrays.stream(values).sum());
  }
}
