package dev.aria.runtime.kafka.admin;

import dev.aria.core.thread.Pause;
import dev.aria.runtime.kafka.failure.KafkaRefused;
import dev.aria.runtime.kafka.failure.KafkaUnreachable;
import dev.aria.runtime.kafka.failure.Outage;
import dev.aria.runtime.settings.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;

/** Waits for what Kafka's admin client was asked. Thread-safe. */
public final class AdminAnswers {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final KafkaSettings settings;
  private final InstantSource clock;
  private final BooleanSupplier leaving;

  /**
   * @param leaving whether the service is to stop, and need not wait for long
   */
  public AdminAnswers(KafkaSettings settings, InstantSource clock, BooleanSupplier leaving) {
    this.settings = settings;
    this.clock = clock;
    this.leaving = leaving;
  }

  /**
   * The cluster's answer, asked for until it comes; empty when it is {@code none}.
   *
   * @throws KafkaUnreachable when no answer comes for too long
   * @throws KafkaRefused when the answer is another failure
   */
  public <T> Optional<T> await(Supplier<KafkaFuture<T>> question, Class<? extends Exception> none) {
    Outage outage = new Outage(settings, clock, leaving);
    Instant asked = outage.asking();
    while (true) {
      try {
        return Optional.ofNullable(question.get().get());
      } catch (ExecutionException e) {
        Throwable cause = Objects.requireNonNull(e.getCause());
        if (none.isInstance(cause)) {
          return Optional.empty();
        }
        if (!(cause instanceof RetriableException)) {
          throw KafkaRefused.of(settings.bootstrapServers(), "it refuses", cause);
        }
        outage.unanswered(asked, cause);
        Pause.upTo(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KafkaRefused("interrupted while waiting for Kafka", e);
      }
    }
  }
}
