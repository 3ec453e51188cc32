package dev.aria.allocator;

import dev.aria.runtime.loop.Turns;
import dev.aria.runtime.topic.Topics;
import org.jspecify.annotations.Nullable;

/** Waits for the run's region map, then steers the run under it, or stands by to do so. */
final class Allocator implements Turns {
  private final AllocatorParts parts;
  private final RegionMapFinder maps;
  private @Nullable Candidate candidate;

  Allocator(AllocatorParts parts) {
    this.parts = parts;
    parts.cluster().ensure(Topics.ofRun(parts.run()));
    this.maps =
        new RegionMapFinder(parts.cluster(), parts.run(), RegionMapFinder.encoder(parts.run()));
  }

  @Override
  public boolean turn() {
    if (candidate == null) {
      candidate = maps.poll().map(map -> new Candidate(parts, map)).orElse(null);
      return true;
    }
    return candidate.turn();
  }

  @Override
  public void close() {
    try (maps) {
      if (candidate != null) {
        candidate.close();
      }
    }
  }
}
