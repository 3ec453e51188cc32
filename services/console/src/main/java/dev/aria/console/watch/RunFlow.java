package dev.aria.console.watch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Supply and demand along the pipeline at one time, in global steps.
 *
 * @param time milliseconds since 1970
 * @param drawn steps drawn
 * @param taught steps that the teachers have answered
 * @param trained steps that the student has learned
 * @param rates steps a second of each, over the last seconds
 * @param waits shares of their time that teacher and trainer waited
 * @param loss of the last report; null before the first
 * @param order what an operator has ordered and still stands
 * @param finished whether the student has published the run's last checkpoint
 * @param mostInFlight steps that may be drawn and not yet learned
 * @param secondsLeft at the present rate; null while nothing is learned
 * @param trouble why the run cannot be watched at present
 */
public record RunFlow(
    long time,
    long drawn,
    long taught,
    long trained,
    Rates rates,
    Waits waits,
    @Nullable Double loss,
    @Nullable String order,
    boolean finished,
    @JsonIgnore long mostInFlight,
    @Nullable Long secondsLeft,
    @Nullable String trouble) {
  /** Below this part of what may be in flight a queue counts as empty. */
  private static final double EMPTY = 0.1;

  /** Steps a second. */
  public record Rates(double drawn, double taught, double trained) {}

  /** Steps of draws without an answer, and of answers that nobody has learned from. */
  public record Waiting(long draws, long targets) {}

  /** Shares in [0, 1]; null where the metrics are out of reach. */
  public record Waits(@Nullable Double teacher, @Nullable Double trainer) {}

  /** Nothing known but that {@code trouble} stands in the way. */
  public static RunFlow unknown(String trouble, long time) {
    return new RunFlow(
        time,
        0,
        0,
        0,
        new Rates(0, 0, 0),
        new Waits(null, null),
        null,
        null,
        false,
        1,
        null,
        trouble);
  }

  /** What was known last, at {@code now}, while something stands in the way. */
  public RunFlow with(String standsInTheWay, long now) {
    return new RunFlow(
        now,
        drawn,
        taught,
        trained,
        rates,
        waits,
        loss,
        order,
        finished,
        mostInFlight,
        secondsLeft,
        standsInTheWay);
  }

  /** What waits for whom. */
  @JsonProperty
  public Waiting waiting() {
    return new Waiting(Math.max(0, drawn - taught), Math.max(0, taught - trained));
  }

  /**
   * Who is the slowest, by the queues between them: a full pipeline waits where its longest queue
   * ends, an empty one for its source.
   */
  @JsonProperty
  public Bottleneck bottleneck() {
    if (finished) {
      return Bottleneck.FINISHED;
    }
    Waiting queues = waiting();
    if (order != null && !order.equals("RESUME") && queues.draws() + queues.targets() == 0) {
      return Bottleneck.PAUSED;
    }
    if (drawn == 0) {
      return Bottleneck.NONE;
    }
    if (queues.draws() + queues.targets() < EMPTY * mostInFlight) {
      return Bottleneck.STREAMER;
    }
    return queues.draws() > queues.targets() ? Bottleneck.TEACHER : Bottleneck.TRAINER;
  }

  /** The same in a sentence. */
  @JsonProperty
  public String says() {
    Waiting queues = waiting();
    return switch (bottleneck()) {
      case FINISHED -> "The student is finished.";
      case PAUSED -> String.format(Locale.ROOT, "The run stands still: %s was ordered.", order);
      case NONE -> "Nothing has been drawn yet.";
      case STREAMER ->
          "Drawing is the slowest: hardly anything waits for the teacher or the trainer.";
      case TEACHER ->
          String.format(
              Locale.ROOT,
              "The teacher is the slowest: %d steps of draws wait for it.",
              queues.draws());
      case TRAINER ->
          String.format(
              Locale.ROOT,
              "The trainer is the slowest: %d steps of targets wait for it.",
              queues.targets());
    };
  }
}
