package dev.aria.trials.chaos;

import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Fills a {@link Flow} from a run's topics, and waits for what is to be seen in it. */
final class FlowWatch implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final Flow flow;
  private final Runnable health;
  private final List<TopicFollower<?>> followers;
  private final CountDownLatch never = new CountDownLatch(1);

  /**
   * Begins to watch {@code run}, whose topics exist.
   *
   * @param health throws when a process has died that should live
   */
  FlowWatch(Cluster cluster, RunSettings run, Flow flow, Runnable health) {
    this.flow = flow;
    this.health = health;
    this.followers =
        List.of(
            TopicFollower.begin(cluster, Topics.draws(run), flow::draw),
            TopicFollower.begin(cluster, Topics.targets(run), flow::target),
            TopicFollower.begin(cluster, Topics.stepReports(run), flow::report),
            TopicFollower.begin(cluster, Topics.control(run), flow::control),
            TopicFollower.begin(cluster, Topics.checkpoints(run), flow::checkpoint));
  }

  /** What has been seen. */
  Flow flow() {
    return flow;
  }

  /**
   * Waits until {@code sign} is seen; answers when it was.
   *
   * @throws RunOver when the student is finished before
   * @throws NotRecovered when it is not seen for {@code patience}
   */
  Instant await(String what, Function<Flow, Optional<Instant>> sign, Duration patience) {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < patience.toNanos()) {
      boolean over = flow.finished();
      Optional<Instant> seen = sign.apply(flow);
      if (seen.isPresent()) {
        return seen.get();
      }
      if (over) {
        throw new RunOver();
      }
      check();
      pause(LOOK_EVERY);
    }
    throw new NotRecovered("%s: not seen for %d s".formatted(what, patience.toSeconds()));
  }

  /** Waits like {@link #await} until {@code reached}. */
  void until(String what, BooleanSupplier reached, Duration patience) {
    await(
        what,
        seen -> reached.getAsBoolean() ? Optional.of(seen.mark().at()) : Optional.empty(),
        patience);
  }

  /** Waits until the student is finished. */
  void untilFinished(Duration patience) {
    long begin = System.nanoTime();
    while (!flow.finished()) {
      if (System.nanoTime() - begin > patience.toNanos()) {
        throw new NotRecovered("student not finished after %s".formatted(patience));
      }
      check();
      pause(LOOK_EVERY);
    }
  }

  /** Lets {@code time} pass, while nothing dies by itself. */
  void lasts(Duration time) {
    long begin = System.nanoTime();
    for (long left = time.toNanos();
        left > 0;
        left = time.toNanos() - (System.nanoTime() - begin)) {
      check();
      pause(Duration.ofNanos(Math.min(left, LOOK_EVERY.toNanos())));
    }
  }

  private void check() {
    for (TopicFollower<?> follower : followers) {
      follower
          .failure()
          .ifPresent(
              failure -> {
                throw new NotRecovered("the watch of the logs broke: " + failure, failure);
              });
    }
    health.run();
  }

  private void pause(Duration time) {
    try {
      if (never.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IllegalStateException("unreachable: nobody counts down");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted amid chaos", stopped);
    }
  }

  @Override
  public void close() {
    followers.forEach(TopicFollower::close);
  }
}
