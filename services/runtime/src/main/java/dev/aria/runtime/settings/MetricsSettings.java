package dev.aria.runtime.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where metrics and health are served (section {@code aria.metrics}).
 *
 * @param enabled whether they are served at all
 * @param host address to listen on
 * @param port port to listen on; 0 takes a free one
 * @param portFile file that the port taken is written to; none when empty
 * @param unhealthyAfter silence of Kafka or Redis that health reports, at least 1 s
 */
public record MetricsSettings(
    boolean enabled, String host, int port, Optional<Path> portFile, Duration unhealthyAfter) {
  public MetricsSettings {
    Bounds.filled("aria.metrics.host", host);
    Bounds.within("aria.metrics.port", port, 0, 65_535);
    Bounds.atLeast("aria.metrics.unhealthy-after", unhealthyAfter, Duration.ofSeconds(1));
  }
}
