package dev.aria.runtime.boot;

import java.util.concurrent.CompletionStage;

/** A service at work. */
public interface RunningService {
  /**
   * Completes once the service has ended and given back what it held: normally when its run is
   * finished or after {@link #stop}, else with what made it fail.
   */
  CompletionStage<Void> done();

  /** Asks the service to end in good order, as soon as it can; any thread, any number of times. */
  void stop();
}
