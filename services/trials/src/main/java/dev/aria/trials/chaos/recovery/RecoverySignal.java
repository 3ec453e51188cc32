package dev.aria.trials.chaos.recovery;

import dev.aria.operations.stack.ServiceKind;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What shows in the logs that a run has come over a fault.
 *
 * @param what it is, for a person to read
 * @param seen when it was seen, if it was, since a mark
 */
public record RecoverySignal(String what, BiFunction<RunTimeline, Mark, Optional<Instant>> seen) {
  public static final RecoverySignal STEP_TRAINED =
      new RecoverySignal("next step trained", RunTimeline::trainedSince);
  public static final RecoverySignal WENT_ON =
      new RecoverySignal("next steps drawn and trained", RunTimeline::wentOnSince);

  private static final RecoverySignal DRAWN =
      new RecoverySignal("next step drawn", RunTimeline::drawnSince);
  private static final RecoverySignal TAUGHT =
      new RecoverySignal("targets from every partition", RunTimeline::taughtSince);
  private static final RecoverySignal TRAINED =
      new RecoverySignal("a step trained from its begin", RunTimeline::trainedAnew);
  private static final RecoverySignal LED =
      new RecoverySignal("weights of a later term", RunTimeline::newTermSince);

  /** That the work of a service is taken up again. */
  public static RecoverySignal of(ServiceKind kind) {
    return switch (kind) {
      case PROMPT_STREAMER -> DRAWN;
      case TEACHER_POOL -> TAUGHT;
      case STUDENT_TRAINER -> TRAINED;
      case ALLOCATOR -> LED;
    };
  }

  /** When it was seen since {@code mark}, if it was. */
  public Function<RunTimeline, Optional<Instant>> since(Mark mark) {
    return timeline -> seen.apply(timeline, mark);
  }

  /** When the later of two was seen, if both were. */
  public static Optional<Instant> both(Optional<Instant> one, Optional<Instant> other) {
    return one.flatMap(a -> other.map(b -> a.isAfter(b) ? a : b));
  }
}
