package dev.aria.runtime.control;

import dev.aria.core.record.ControlRecord.RunCommand;
import java.util.Optional;

/**
 * Which orders of a run stand, after those given so far in their order: a pause or a stop stands
 * until a resume takes both back. Not thread-safe.
 */
public final class StandingOrders {
  private Optional<RunCommand> pause = Optional.empty();
  private Optional<RunCommand> stop = Optional.empty();

  /** {@code order} has been given. */
  public void apply(RunCommand order) {
    switch (order.kind()) {
      case PAUSE -> pause = Optional.of(order);
      case STOP -> stop = Optional.of(order);
      case RESUME -> {
        pause = Optional.empty();
        stop = Optional.empty();
      }
      case CHECKPOINT -> {} // asks for one checkpoint, and leaves what stands as it is
    }
  }

  /** The pause that stands. */
  public Optional<RunCommand> pause() {
    return pause;
  }

  /** The stop that stands. */
  public Optional<RunCommand> stop() {
    return stop;
  }

  /** Whether nothing new shall be drawn, for now or for good. */
  public boolean hold() {
    return pause.isPresent() || stop.isPresent();
  }
}
