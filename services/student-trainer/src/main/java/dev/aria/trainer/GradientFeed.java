package dev.aria.trainer;

import dev.aria.core.record.GradientChunk;
import dev.aria.runtime.kafka.failure.OffsetGone;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Reads what the other trainers of the student find, a step ahead of its own trainer at most. Runs
 * on a pinned thread, since polling blocks.
 */
final class GradientFeed extends AbstractBehavior<GradientFeed.Command> {
  /** What the feed is told. */
  sealed interface Command {}

  /**
   * The trainer is at {@code step}.
   *
   * @param own shards that it finds the gradients of itself; nothing is read there
   */
  record At(long step, Set<Integer> own) implements Command {
    At {
      own = Set.copyOf(own);
    }
  }

  private enum Turn implements Command {
    INSTANCE
  }

  /** What the feed tells. */
  interface Listener {
    /** Another trainer has found a gradient. */
    void found(PeerGradient gradient);

    /** Everything that was written when reading began has been read. */
    void caughtUp();

    /** Reading cannot go on. */
    void failed(Throwable cause);
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
  private final Set<Integer> paused = new HashSet<>();
  private final Set<Integer> skipped = new HashSet<>();
  private final Map<Integer, Long> ends;
  private boolean caughtUp;
  private Set<Integer> own = Set.of();
  private long step;

  /**
   * @param opening opens what is read; called on the feed's thread
   * @param step first step of interest
   */
  static Behavior<Command> create(
      Supplier<Source> opening, Listener listener, TrainerMetrics metrics, long step) {
    return Behaviors.setup(
        context -> {
          try {
            return new GradientFeed(context, opening.get(), listener, metrics, step);
          } catch (RuntimeException e) {
            listener.failed(e);
            return Behaviors.stopped();
          }
        });
  }

  private GradientFeed(
      ActorContext<Command> context,
      Source source,
      Listener listener,
      TrainerMetrics metrics,
      long step) {
    super(context);
    this.source = source;
    this.listener = listener;
    this.metrics = metrics;
    this.step = step;
    this.ends = source.reader().endOffsets();
    context.getSelf().tell(Turn.INSTANCE);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(At.class, this::onAt)
        .onMessage(Turn.class, this::onTurn)
        .onSignal(PostStop.class, signal -> onStop())
        .build();
  }

  private Behavior<Command> onAt(At at) {
    step = at.step();
    own = at.own();
    source.assembly().forgetBefore(step);
    return this;
  }

  private Behavior<Command> onTurn(Turn turn) {
    try {
      throttle();
      read();
      lookWhetherCaughtUp();
    } catch (RuntimeException e) {
      listener.failed(e);
      return Behaviors.stopped();
    }
    getContext().getSelf().tell(Turn.INSTANCE);
    return this;
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
    source.assembly().add(chunk).ifPresent(found -> handOut(received.partition(), found));
  }

  /** Only what is whole says how far a partition is: reading never pauses within a gradient. */
  private void handOut(int partition, PeerGradient found) {
    newest.merge(partition, found.step(), Math::max);
    listener.found(found);
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
    Set<Integer> released = new HashSet<>(paused);
    released.removeAll(ahead);
    if (!released.isEmpty()) {
      skipOwn(released);
      source.reader().resume(released);
    }
    if (!paused.containsAll(ahead)) {
      source.reader().pause(ahead);
    }
    paused.clear();
    paused.addAll(ahead);
    skipped.clear();
    skipped.addAll(own);
  }

  /** What this trainer wrote itself is passed over; should that miss another's, it finds it too. */
  private void skipOwn(Set<Integer> released) {
    if (released.stream().anyMatch(skipped::contains)) {
      Map<Integer, Long> last = source.reader().endOffsets();
      released.stream()
          .filter(skipped::contains)
          .forEach(partition -> source.reader().seek(partition, last.getOrDefault(partition, 0L)));
    }
  }

  private void lookWhetherCaughtUp() {
    if (caughtUp) {
      return;
    }
    Map<Integer, Long> positions = source.reader().positions();
    caughtUp =
        ends.entrySet().stream()
            .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    if (caughtUp) {
      listener.caughtUp();
    }
  }

  private Behavior<Command> onStop() {
    source.reader().close();
    return this;
  }
}
