package dev.aria.trials.chaos.recovery;

import dev.aria.core.thread.DaemonThreads;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.topic.Topic;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Hands every committed record of a topic to a sink, on a thread of its own, as soon as it can. */
final class TopicFollower<T> implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);

  private final TopicReader<T> reader;
  private final Consumer<Received<T>> sink;
  private final Thread thread;
  private volatile boolean closing;
  private volatile @Nullable RuntimeException failure;

  private TopicFollower(TopicReader<T> reader, Consumer<Received<T>> sink, String name) {
    this.reader = reader;
    this.sink = sink;
    this.thread = new DaemonThreads(name).newThread(this::read);
  }

  /** Follows {@code topic}, which exists, from its beginning. */
  static <T> TopicFollower<T> begin(Cluster cluster, Topic<T> topic, Consumer<Received<T>> sink) {
    TopicReader<T> reader =
        cluster.reader(topic, IntStream.range(0, topic.partitions()).boxed().toList());
    TopicFollower<T> follower = new TopicFollower<>(reader, sink, "follow-" + topic.name());
    follower.thread.start();
    return follower;
  }

  /** Why it reads no more, if it does not. */
  Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  private void read() {
    try (reader) {
      while (!closing) {
        reader.poll(POLL).forEach(sink);
      }
    } catch (RuntimeException broken) {
      failure = broken;
    }
  }

  @Override
  public void close() {
    closing = true;
    reader.wakeUp();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
