package dev.aria.trials.bench;

/** What is timed. */
enum Contender {
  PIPELINE("pipeline"),
  PROBED("pipeline, probes scored"),
  PATHS("pipeline, path draws"),
  OVERLAPPED("bare, overlapped"),
  SEQUENTIAL("bare, in turn"),
  REPLAY("replay"),
  IN_MEMORY("in memory");

  private final String title;

  Contender(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
