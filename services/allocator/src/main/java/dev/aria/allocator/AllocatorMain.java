package dev.aria.allocator;

import dev.aria.runtime.boot.ServiceMain;

/** Runs the allocator as a process of its own. */
public final class AllocatorMain {
  private AllocatorMain() {}

  /** Exit codes and arguments are those of {@link ServiceMain}. */
  public static void main(String[] args) {
    ServiceMain.run("allocator", args, AllocatorService::start);
  }
}
