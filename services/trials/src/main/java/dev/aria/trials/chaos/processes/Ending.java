package dev.aria.trials.chaos.processes;

import dev.aria.operations.stack.ChildService;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The end of a process that ends by itself once its work is done. */
public final class Ending {
  private static final int LOG_LINES = 12;

  private final ChildService process;

  private Ending(ChildService process) {
    this.process = process;
  }

  public static Ending of(ChildService process) {
    return new Ending(process);
  }

  /**
   * Waits for it.
   *
   * @throws NotRecovered when it does not end, or with a failure
   */
  public void within(Duration patience) {
    try {
      int code = process.exit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (code != 0) {
        throw new NotRecovered(told("ended with exit code " + code));
      }
    } catch (TimeoutException stillThere) {
      throw new NotRecovered(
          told("has not ended by itself for %d s".formatted(patience.toSeconds())), stillThere);
    } catch (ExecutionException failure) {
      throw new IllegalStateException("cannot watch " + process.name(), failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted amid chaos", stopped);
    }
  }

  /** What {@code process} did, with the end of its log. */
  private String told(String what) {
    return "%s %s; the end of its log (%s):%n%s"
        .formatted(process.name(), what, process.log(), process.tail(LOG_LINES));
  }
}
