package dev.aria.trials.chaos;

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
record Sign(String what, BiFunction<Flow, Mark, Optional<Instant>> seen) {
  static final Sign STEP_TRAINED = new Sign("next step trained", Flow::trainedSince);
  static final Sign WENT_ON = new Sign("next steps drawn and trained", Flow::wentOnSince);

  private static final Sign DRAWN = new Sign("next step drawn", Flow::drawnSince);
  private static final Sign TAUGHT = new Sign("targets from every partition", Flow::taughtSince);
  private static final Sign TRAINED = new Sign("a step trained from its begin", Flow::trainedAnew);
  private static final Sign LED = new Sign("weights of a later term", Flow::newTermSince);

  /** That the work of a service is taken up again. */
  static Sign of(ServiceKind kind) {
    return switch (kind) {
      case PROMPT_STREAMER -> DRAWN;
      case TEACHER_POOL -> TAUGHT;
      case STUDENT_TRAINER -> TRAINED;
      case ALLOCATOR -> LED;
    };
  }

  /** When it was seen since {@code mark}, if it was. */
  Function<Flow, Optional<Instant>> since(Mark mark) {
    return flow -> seen.apply(flow, mark);
  }

  /** When the later of two was seen, if both were. */
  static Optional<Instant> both(Optional<Instant> one, Optional<Instant> other) {
    return one.flatMap(a -> other.map(b -> a.isAfter(b) ? a : b));
  }
}
