package dev.aria.trials.chaos.recovery;

import dev.aria.core.thread.Pause;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import dev.aria.trials.chaos.processes.NotRecovered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Fills a {@link RunTimeline} from a run's topics, and waits for what is to be seen in it. */
public final class TimelineWatch implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final RunTimeline timeline;
  private final Runnable health;
  private final List<TopicFollower<?>> followers;

  /**
   * Begins to watch {@code run}, whose topics exist.
   *
   * @param health throws when a process has died that should live
   */
  public TimelineWatch(Cluster cluster, RunSettings run, RunTimeline timeline, Runnable health) {
    this.timeline = timeline;
    this.health = health;
    this.followers =
        List.of(
            TopicFollower.begin(cluster, Topics.draws(run), timeline::draw),
            TopicFollower.begin(cluster, Topics.targets(run), timeline::target),
            TopicFollower.begin(cluster, Topics.stepReports(run), timeline::report),
            TopicFollower.begin(cluster, Topics.control(run), timeline::control),
            TopicFollower.begin(cluster, Topics.checkpoints(run), timeline::checkpoint));
  }

  /** What has been seen. */
  public RunTimeline timeline() {
    return timeline;
  }

  /**
   * Waits until {@code signal} is seen; answers when it was.
   *
   * @throws RunOver when the student is finished before
   * @throws NotRecovered when it is not seen for {@code patience}
   */
  public Instant await(
      String what, Function<RunTimeline, Optional<Instant>> signal, Duration patience) {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < patience.toNanos()) {
      boolean over = timeline.finished();
      Optional<Instant> seen = signal.apply(timeline);
      if (seen.isPresent()) {
        return seen.get();
      }
      if (over) {
        throw new RunOver();
      }
      check();
      Pause.of(LOOK_EVERY, "watching the run");
    }
    throw new NotRecovered("%s: not seen for %d s".formatted(what, patience.toSeconds()));
  }

  /** Waits like {@link #await} until {@code reached}. */
  public void until(String what, BooleanSupplier reached, Duration patience) {
    await(
        what,
        seen -> reached.getAsBoolean() ? Optional.of(seen.mark().at()) : Optional.empty(),
        patience);
  }

  /** Waits until the student is finished. */
  public void untilFinished(Duration patience) {
    long begin = System.nanoTime();
    while (!timeline.finished()) {
      if (System.nanoTime() - begin > patience.toNanos()) {
        throw new NotRecovered("student not finished after %s".formatted(patience));
      }
      check();
      Pause.of(LOOK_EVERY, "watching the run");
    }
  }

  /** Lets {@code time} pass, while nothing dies by itself. */
  public void lasts(Duration time) {
    long begin = System.nanoTime();
    for (long left = time.toNanos();
        left > 0;
        left = time.toNanos() - (System.nanoTime() - begin)) {
      check();
      Pause.of(Duration.ofNanos(Math.min(left, LOOK_EVERY.toNanos())), "watching the run");
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

  @Override
  public void close() {
    followers.forEach(TopicFollower::close);
  }
}
