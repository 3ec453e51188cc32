package dev.aria.embedded;

import dev.aria.core.thread.Pause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * What a killed broker leaves in its cluster's metadata: that it is there, and leads every
 * partition.
 *
 * <p>A broker that is its own controller believes that when it starts again, until the registration
 * lapses. In between its transaction coordinator may roll a transaction back whose time is up,
 * finds itself without an address, takes the partitions for deleted, and marks the rollback in none
 * of them ("likely deleted already and hence can be skipped"). The next commit of that writer then
 * counts for what was rolled back, too. So the registration goes first, while there is no broker.
 */
final class StaleRegistration {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final String CLEAN = ".kafka_cleanshutdown";
  private static final String STARTED = "recovery-point-offset-checkpoint";

  private StaleRegistration() {}

  /** Whether a broker has once been at work on this data, and did not end in good order. */
  static boolean isLeftIn(Path data) {
    return Files.exists(data.resolve(STARTED)) && !Files.exists(data.resolve(CLEAN));
  }

  /** Starts the controller alone on {@code port}, takes the broker out of its metadata, stops. */
  static void withdraw(Path data, int port) throws Exception { // Kafka's are unannounced
    KafkaRaftServer controller =
        new KafkaRaftServer(
            new KafkaConfig(BrokerProperties.controllerOnly(data, port)), Time.SYSTEM);
    try {
      controller.startup();
      unregister(port);
    } finally {
      controller.shutdown();
      controller.awaitShutdown();
    }
  }

  private static void unregister(int port) throws ExecutionException, InterruptedException {
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG,
            "127.0.0.1:" + port,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) PATIENCE.toMillis());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!unregistered(settings)) {
      if (System.nanoTime() > deadline) {
        throw new ServerNotStarted("its controller did not come to lead within " + PATIENCE);
      }
      Pause.upTo(PAUSE);
    }
  }

  /**
   * Whether the broker is no longer registered; false while the controller does not lead yet. Each
   * try has a client of its own, since one that was told of an unknown version gives up for good.
   */
  private static boolean unregistered(Map<String, Object> settings)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(settings)) {
      admin.unregisterBroker(BrokerProperties.NODE).all().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BrokerIdNotRegisteredException) {
        return true;
      }
      if (isTooEarly(e.getCause())) {
        return false;
      }
      throw e;
    }
  }

  /** A controller that has yet to load its metadata knows no version that it supports. */
  static boolean isTooEarly(@Nullable Throwable failure) {
    return failure instanceof RetriableException || failure instanceof UnsupportedVersionException;
  }
}
