package dev.aria.runtime.boot;

import dev.aria.core.thread.DaemonThreads;
import java.util.Optional;

/**
 * Ends a service with the process that started it: {@code aria} names itself in {@code
 * ARIA_PARENT}, so that nothing is left running when it is killed.
 */
final class ParentWatch {
  private static final String VARIABLE = "ARIA_PARENT";

  private ParentWatch() {}

  /** Calls {@code ended} once the parent named in the environment has ended, if one is named. */
  static void begin(Runnable ended) {
    Optional.ofNullable(System.getenv(VARIABLE))
        .map(Long::parseLong)
        .ifPresent(pid -> watch(pid, ended));
  }

  private static void watch(long pid, Runnable ended) {
    new DaemonThreads("parent-watch")
        .newThread(
            () -> {
              ProcessHandle.of(pid).ifPresent(parent -> parent.onExit().join());
              ended.run();
            })
        .start();
  }
}
