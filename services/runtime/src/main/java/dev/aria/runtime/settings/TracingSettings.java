package dev.aria.runtime.settings;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Whether and where spans are sent for OpenTelemetry (section {@code aria.tracing}).
 *
 * @param endpoint base address of an OTLP receiver over HTTP; blank sends none
 * @param ratio part of the steps whose spans are kept, in [0, 1]
 */
public record TracingSettings(String endpoint, double ratio) {
  private static final String PATH = "/v1/traces";

  public TracingSettings {
    Bounds.within("aria.tracing.ratio", ratio, 0, 1);
    if (!endpoint.isBlank() && !isHttp(endpoint)) {
      throw new IllegalArgumentException(
          "aria.tracing.endpoint is '%s', must be like http://localhost:4318"
              .formatted(Redaction.address(endpoint)));
    }
  }

  private static boolean isHttp(String address) {
    try {
      URI uri = new URI(address);
      return uri.getHost() != null
          && uri.getUserInfo() == null
          && String.valueOf(uri.getScheme()).matches("https?");
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Whether any are sent. */
  public boolean isOn() {
    return !endpoint.isBlank() && ratio > 0;
  }

  /** Address of the receiver for traces. */
  public String tracesUrl() {
    return endpoint.endsWith(PATH) ? endpoint : endpoint.replaceAll("/+$", "") + PATH;
  }
}
