package dev.aria.runtime.kafka.failure;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.jspecify.annotations.Nullable;

/** The Kafka cluster, or its client, refuses what was asked; trying again would not help. */
public final class KafkaRefused extends RuntimeException {
  public KafkaRefused(String message) {
    super(message);
  }

  public KafkaRefused(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** {@code what} has failed of {@code cause}; says what to do where that is known. */
  public static KafkaRefused of(String servers, String what, @Nullable Throwable cause) {
    String reason = cause == null ? "unknown" : deepest(cause);
    return new KafkaRefused(
        "Kafka at %s: %s: %s%s".formatted(servers, what, reason, wayOut(cause)), cause);
  }

  private static String wayOut(@Nullable Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof SslAuthenticationException) {
        return "; TLS was not agreed on: correct aria.kafka.security.truststore, protocol or the"
            + " address, whose name must stand in the broker's certificate";
      }
      if (t instanceof AuthenticationException) {
        return "; correct aria.kafka.security.username, password or mechanism";
      }
      if (t instanceof AuthorizationException) {
        return "; give its user the rights that docs/how-to/secure.md lists";
      }
    }
    return "";
  }

  /** Kafka wraps what TLS says; its own message then tells the least. */
  private static String deepest(Throwable cause) {
    String reason = String.valueOf(cause.getMessage());
    for (Throwable t = cause.getCause(); t != null; t = t.getCause()) {
      reason = t.getMessage() == null ? reason : t.getMessage();
    }
    return reason;
  }
}
