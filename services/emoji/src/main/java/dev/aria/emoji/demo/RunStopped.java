package dev.aria.emoji.demo;

/** An operator has stopped the run, and its services have ended in good order. */
public final class RunStopped extends RuntimeException {
  RunStopped(String run) {
    super("run '%s' is stopped; the same command goes on with it".formatted(run));
  }
}
