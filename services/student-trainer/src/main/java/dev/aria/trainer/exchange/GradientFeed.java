package dev.aria.trainer.exchange;

import dev.aria.core.record.GradientChunk;
import dev.aria.runtime.kafka.failure.OffsetGone;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.trainer.feed.PausedPartitions;
import dev.aria.trainer.feed.SteeredFeed;
import dev.aria.trainer.run.TrainerMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the gradients that the other trainers of the student compute, a step ahead of its own
 * trainer at most.
 */
public final class GradientFeed implements SteeredFeed<GradientFeed.At> {
  /**
   * The trainer is at {@code step}.
   *
   * @param own shards whose gradients it computes itself; nothing is read there
   */
  public record At(long step, Set<Integer> own) {
    public At {
      own = Set.copyOf(own);
    }
  }

  /** What the feed tells. */
  public interface Listener {
    /** Another trainer's gradient has come. */
    void received(PeerGradient gradient);

    /** Everything that was written when reading began has been read. */
    void caughtUp();
  }

  /**
   * What the feed reads from.
   *
   * @param reader gradients, all partitions, already where to begin
   * @param assembly puts chunks together
   * @param self name of the feed's own trainer, whose chunks are passed over
   */
  record Source(TopicReader<GradientChunk> reader, GradientAssembly assembly, String self) {}

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration QUIET = Duration.ofMillis(250);

  private final Source source;
  private final Listener listener;
  private final TrainerMetrics metrics;
  private final Map<Integer, Long> newest = new HashMap<>();
  private final PausedPartitions paused;
  private final Map<Integer, Long> ends;
  private Set<Integer> skipped = Set.of();
  private boolean caughtUp;
  private Set<Integer> own = Set.of();
  private long step;

  /**
   * @param step first step of interest
   */
  GradientFeed(Source source, Listener listener, TrainerMetrics metrics, long step) {
    this.source = source;
    this.listener = listener;
    this.metrics = metrics;
    this.step = step;
    this.paused = new PausedPartitions(source.reader());
    this.ends = source.reader().endOffsets();
  }

  @Override
  public void take(At at) {
    step = at.step();
    own = at.own();
    source.assembly().forgetBefore(step);
  }

  @Override
  public void poll() {
    throttle();
    read();
    lookWhetherCaughtUp();
  }

  /** Reads no partition further than one step ahead, and none of the trainer's own. */
  private void throttle() {
    Set<Integer> ahead = new HashSet<>(own);
    newest.forEach(
        (partition, latest) -> {
          if (latest > step + 1) {
            ahead.add(partition);
          }
        });
    skipOwn(paused.pauseOnly(ahead));
    skipped = own;
  }

  /**
   * Passes over what this trainer wrote itself. Should that miss another trainer's gradient, this
   * one computes it, too.
   */
  private void skipOwn(Set<Integer> released) {
    if (released.stream().anyMatch(skipped::contains)) {
      Map<Integer, Long> last = source.reader().endOffsets();
      released.stream()
          .filter(skipped::contains)
          .forEach(partition -> source.reader().seek(partition, last.getOrDefault(partition, 0L)));
    }
  }

  private void read() {
    try {
      boolean alone = own.containsAll(source.reader().partitions());
      source.reader().poll(alone ? QUIET : POLL).forEach(this::take);
    } catch (OffsetGone e) {
      toWhatIsThere(); // the trainer computes what it can no longer read
    }
  }

  /** Into the log again, from before its beginning or from behind its end. */
  private void toWhatIsThere() {
    Map<Integer, Long> first = source.reader().beginningOffsets();
    Map<Integer, Long> last = source.reader().endOffsets();
    source
        .reader()
        .positions()
        .forEach(
            (partition, at) -> {
              long from = first.getOrDefault(partition, at);
              long to = last.getOrDefault(partition, at);
              if (at < from || at > to) {
                source.reader().seek(partition, at < from ? from : to);
              }
            });
  }

  private void take(Received<GradientChunk> received) {
    GradientChunk chunk = received.value();
    if (chunk.writer().equals(source.self()) || chunk.step() < step) {
      return;
    }
    Optional<String> refusal = source.assembly().refusal(received.partition(), chunk);
    if (refusal.isPresent()) {
      source.reader().refuse(received, refusal.get());
      metrics.refused();
      return;
    }
    source.assembly().add(chunk).ifPresent(whole -> handOut(received.partition(), whole));
  }

  /** Only what is whole says how far a partition is: reading never pauses within a gradient. */
  private void handOut(int partition, PeerGradient gradient) {
    newest.merge(partition, gradient.step(), Math::max);
    listener.received(gradient);
  }

  private void lookWhetherCaughtUp() {
    if (caughtUp) {
      return;
    }
    caughtUp = source.reader().hasReached(ends);
    if (caughtUp) {
      listener.caughtUp();
    }
  }

  @Override
  public void close() {
    source.reader().close();
  }
}
