package dev.aria.trials.compare;

/**
 * What trains the runs of a comparison.
 *
 * @param inProcess whether this process does, in lock step; else the four services, as processes
 * @param parallel runs at a time, at least 1; the services take one at a time
 */
public record Engine(boolean inProcess, int parallel) {
  /** The four services as processes, over Kafka and Redis. */
  public static final Engine PIPELINE = new Engine(false, 1);

  public Engine {
    if (parallel < 1 || (!inProcess && parallel > 1)) {
      throw new IllegalArgumentException(
          "parallel is %d, must be %s"
              .formatted(parallel, inProcess ? "at least 1" : "1 unless runs are in-process"));
    }
  }
}
