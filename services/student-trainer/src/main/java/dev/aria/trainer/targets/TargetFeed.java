package dev.aria.trainer.targets;

import dev.aria.core.record.TargetBatch;
import dev.aria.core.thread.WaitNotice;
import dev.aria.models.training.MicroBatch;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import dev.aria.trainer.feed.PausedPartitions;
import dev.aria.trainer.feed.SteeredFeed;
import dev.aria.trainer.run.RunContext;
import dev.aria.trainer.run.TrainerMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the targets of all shards, puts them in order, and builds the micro-batches of the steps to
 * come while the student still learns from the last one.
 */
public final class TargetFeed implements SteeredFeed<TargetFeed.Request> {
  /** What a trainer asks of its feed. */
  public sealed interface Request {}

  /** The trainer can take {@code steps} more. */
  public record Demand(int steps) implements Request {}

  /** The trainer learns {@code shards} itself: their micro-batches are worth preparing. */
  public record Prepare(Set<Integer> shards) implements Request {
    public Prepare {
      shards = Set.copyOf(shards);
    }
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

  private static final Logger LOG = LoggerFactory.getLogger(TargetFeed.class);
  private static final int LEAST_READ_AHEAD = 16;
  private static final int REACH_IN_WINDOWS = 4;
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration POLL_WHEN_AHEAD = Duration.ofMillis(2);

  private final Source source;
  private final Consumer<PreparedStep> steps;
  private final TrainerMetrics metrics;
  private final PausedPartitions paused;
  private final WaitNotice notice;
  private Set<Integer> prepares = Set.of();
  private int wanted;

  /**
   * @param steps hears of the steps in their order, as many as were demanded
   */
  TargetFeed(Source source, Consumer<PreparedStep> steps, TrainerMetrics metrics, Clock clock) {
    this.source = source;
    this.steps = steps;
    this.metrics = metrics;
    this.paused = new PausedPartitions(source.reader());
    this.notice = new WaitNotice(clock, LOG::warn);
  }

  /**
   * Opens the run's targets; call on the thread that polls them.
   *
   * @param nextStep step to begin with
   * @param nextOffsets by shard: where to read from
   * @param steps hears of the steps in their order, as many as were demanded
   */
  public static TargetFeed open(
      RunContext run, long nextStep, List<Long> nextOffsets, Consumer<PreparedStep> steps) {
    RunSettings settings = run.settings();
    SampleInputs inputs = run.inputs();
    Source source =
        new Source(
            reader(run, nextOffsets),
            window(settings, nextStep, nextOffsets),
            new TargetGate(settings, run.teacher(), inputs),
            inputs);
    return new TargetFeed(source, steps, run.metrics(), Clock.systemUTC());
  }

  private static TopicReader<TargetBatch> reader(RunContext run, List<Long> nextOffsets) {
    List<Integer> shards = IntStream.range(0, run.settings().shards()).boxed().toList();
    TopicReader<TargetBatch> reader = run.cluster().reader(Topics.targets(run.settings()), shards);
    shards.forEach(shard -> reader.seek(shard, nextOffsets.get(shard)));
    return reader;
  }

  private static StepWindow window(RunSettings run, long nextStep, List<Long> nextOffsets) {
    int readAhead = Math.max(LEAST_READ_AHEAD, Math.toIntExact(run.maxInFlight() / run.batch()));
    return new StepWindow(nextOffsets, nextStep, readAhead, REACH_IN_WINDOWS * readAhead);
  }

  @Override
  public void take(Request request) {
    if (request instanceof Demand demand) {
      wanted += demand.steps();
    } else if (request instanceof Prepare prepare) {
      prepares = prepare.shards();
    }
  }

  @Override
  public void poll() {
    handOut();
    paused.pauseOnly(source.window().saturated());
    noticeStanding();
    boolean ahead = source.window().waitedFor().isEmpty();
    source.reader().poll(ahead ? POLL_WHEN_AHEAD : POLL).forEach(this::take);
  }

  private void handOut() {
    while (wanted > 0) {
      Optional<GlobalStep> next = source.window().next();
      if (next.isEmpty()) {
        return;
      }
      wanted--;
      notice.over();
      steps.accept(prepared(next.get()));
    }
  }

  private PreparedStep prepared(GlobalStep step) {
    Map<Integer, MicroBatch> batches = new HashMap<>();
    for (int shard : prepares) {
      batches.put(shard, TargetInputs.of(step.shards().get(shard), source.inputs()));
    }
    return new PreparedStep(step, batches);
  }

  private void noticeStanding() {
    if (wanted > 0) {
      notice.waiting(this::awaited);
    }
  }

  private String awaited() {
    StepWindow window = source.window();
    String targets =
        "waiting for the targets of step %d, shards %s"
            .formatted(window.nextStep(), window.waitedFor());
    return window.size() > 0
        ? "%s; %d later ones are here".formatted(targets, window.size())
        : targets + "; none have come since. Are a prompt-streamer and a teacher-pool at work?";
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

  @Override
  public void close() {
    source.reader().close();
  }
}
