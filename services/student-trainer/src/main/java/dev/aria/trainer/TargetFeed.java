package dev.aria.trainer;

import dev.aria.core.record.TargetBatch;
import dev.aria.models.training.MicroBatch;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.pairs.SampleInputs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the targets of all shards, puts them in order, and rebuilds the inputs of the steps to come
 * while the student still learns from the last one. Runs on a pinned thread, since polling blocks.
 */
final class TargetFeed extends AbstractBehavior<TargetFeed.Command> {
  /** What the feed is told. */
  sealed interface Command {}

  /** The trainer can take {@code steps} more. */
  record Demand(int steps) implements Command {}

  /** The trainer learns {@code shards} itself: their inputs are worth preparing. */
  record Prepare(Set<Integer> shards) implements Command {
    Prepare {
      shards = Set.copyOf(shards);
    }
  }

  private enum Turn implements Command {
    INSTANCE
  }

  /**
   * What the feed reads from.
   *
   * @param reader targets, all shards, already at the offsets to begin from
   * @param window puts them in order
   * @param gate refuses what does not belong here
   * @param inputs rebuilds what the student is given
   */
  record Source(
      TopicReader<TargetBatch> reader, StepWindow window, TargetGate gate, SampleInputs inputs) {}

  /** Where steps and failures go. */
  record Outlets(Consumer<PreparedStep> steps, Consumer<Throwable> failures) {}

  private static final Logger LOG = LoggerFactory.getLogger(TargetFeed.class);
  private static final Duration NOTICE_EVERY = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration POLL_WHEN_AHEAD = Duration.ofMillis(2);

  private final Source source;
  private final Outlets outlets;
  private final TrainerMetrics metrics;
  private final Set<Integer> paused = new HashSet<>();
  private final Clock clock;
  private Set<Integer> prepares = Set.of();
  private Instant noticeAt;
  private int wanted;

  /**
   * @param opening opens what is read; called on the feed's thread
   */
  static Behavior<Command> create(
      Supplier<Source> opening, Outlets outlets, TrainerMetrics metrics, Clock clock) {
    return Behaviors.setup(
        context -> {
          try {
            return new TargetFeed(context, opening.get(), outlets, metrics, clock);
          } catch (RuntimeException e) {
            outlets.failures().accept(e);
            return Behaviors.stopped();
          }
        });
  }

  private TargetFeed(
      ActorContext<Command> context,
      Source source,
      Outlets outlets,
      TrainerMetrics metrics,
      Clock clock) {
    super(context);
    this.source = source;
    this.outlets = outlets;
    this.metrics = metrics;
    this.clock = clock;
    this.noticeAt = clock.instant().plus(NOTICE_EVERY);
    context.getSelf().tell(Turn.INSTANCE);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Demand.class, this::onDemand)
        .onMessage(Prepare.class, this::onPrepare)
        .onMessage(Turn.class, this::onTurn)
        .onSignal(PostStop.class, signal -> onStop())
        .build();
  }

  private Behavior<Command> onDemand(Demand demand) {
    wanted += demand.steps();
    return this;
  }

  private Behavior<Command> onPrepare(Prepare prepare) {
    prepares = prepare.shards();
    return this;
  }

  private Behavior<Command> onTurn(Turn turn) {
    try {
      handOut();
      throttle();
      noticeStanding();
      boolean ahead = source.window().waitedFor().isEmpty();
      source.reader().poll(ahead ? POLL_WHEN_AHEAD : POLL).forEach(this::take);
    } catch (RuntimeException e) {
      outlets.failures().accept(e);
      return Behaviors.stopped();
    }
    getContext().getSelf().tell(Turn.INSTANCE);
    return this;
  }

  private void handOut() {
    while (wanted > 0) {
      Optional<GlobalStep> next = source.window().next();
      if (next.isEmpty()) {
        return;
      }
      wanted--;
      noticeAt = clock.instant().plus(NOTICE_EVERY);
      outlets.steps().accept(prepared(next.get()));
    }
  }

  /** Says what training waits for, when later targets are here and the next are not. */
  private void noticeStanding() {
    StepWindow window = source.window();
    if (wanted > 0 && window.size() > 0 && clock.instant().isAfter(noticeAt)) {
      LOG.warn(
          "waiting for the targets of step {}, shards {}; {} later ones are here",
          window.nextStep(),
          window.waitedFor(),
          window.size());
      noticeAt = clock.instant().plus(NOTICE_EVERY);
    }
  }

  private PreparedStep prepared(GlobalStep step) {
    Map<Integer, MicroBatch> inputs = new HashMap<>();
    for (int shard : prepares) {
      inputs.put(shard, MicroBatches.of(step.shards().get(shard), source.inputs()));
    }
    return new PreparedStep(step, inputs);
  }

  private void throttle() {
    Set<Integer> saturated = Set.copyOf(source.window().saturated());
    Set<Integer> released = new HashSet<>(paused);
    released.removeAll(saturated);
    if (!released.isEmpty()) {
      source.reader().resume(released);
    }
    if (!paused.containsAll(saturated)) {
      source.reader().pause(saturated);
    }
    paused.clear();
    paused.addAll(saturated);
  }

  private void take(Received<TargetBatch> received) {
    Optional<String> refusal = source.gate().refusal(received.partition(), received.value());
    if (refusal.isPresent()) {
      source.window().passed(received.partition(), received.offset());
      source.reader().refuse(received, refusal.get());
      metrics.refused();
      return;
    }
    StepWindow.Fate fate = source.window().offer(received.offset(), received.value());
    if (fate == StepWindow.Fate.DUPLICATE) {
      metrics.duplicate();
    }
  }

  private Behavior<Command> onStop() {
    source.reader().close();
    return this;
  }
}
