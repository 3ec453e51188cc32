package dev.aria.operations.manifest;

import dev.aria.operations.manifest.RunOpening.State;
import java.time.Instant;
import java.util.Locale;

/**
 * How a run stands by its {@code run.json}, in a word.
 *
 * @param host name of this machine
 */
public record RunState(String host) {
  /** As this machine sees it. */
  public static RunState here() {
    return new RunState(Opener.thisHost());
  }

  /**
   * {@code running}, {@code finished}, {@code stopped}, {@code failed}; {@code cut short} when the
   * command that ran it is gone, {@code open on HOST} when that was on another machine.
   */
  public String of(RunOpening opening) {
    if (opening.state() != State.RUNNING) {
      return opening.state().name().toLowerCase(Locale.ROOT);
    }
    if (!opening.host().equals(host)) {
      return "open on " + opening.host();
    }
    return isAlive(opening) ? "running" : "cut short";
  }

  /** A process of that id that began later is another one. */
  private static boolean isAlive(RunOpening opening) {
    return ProcessHandle.of(opening.process())
        .map(ProcessHandle::info)
        .filter(info -> !info.startInstant().orElse(Instant.MIN).isAfter(opening.began()))
        .isPresent();
  }
}
