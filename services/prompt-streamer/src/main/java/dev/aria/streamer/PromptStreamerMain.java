package dev.aria.streamer;

import dev.aria.runtime.boot.ServiceMain;

/** Runs the prompt-streamer as a process of its own. */
public final class PromptStreamerMain {
  private PromptStreamerMain() {}

  /** Exit codes and arguments are those of {@link ServiceMain}. */
  public static void main(String[] args) {
    ServiceMain.run("prompt-streamer", args, PromptStreamer::start);
  }
}
