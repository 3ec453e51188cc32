package dev.aria.allocator;

import dev.aria.runtime.loop.Turns;
import dev.aria.runtime.topic.Topics;
import org.jspecify.annotations.Nullable;

/** Waits for the run's region map and then allocates under it. */
final class AllocatorTurns implements Turns {
  private final AllocatorParts parts;
  private final RunMap maps;
  private @Nullable Allocator allocator;

  AllocatorTurns(AllocatorParts parts) {
    this.parts = parts;
    parts.cluster().ensure(Topics.ofRun(parts.run()));
    this.maps = new RunMap(parts.cluster(), parts.run(), RunMap.encoder(parts.run()));
  }

  @Override
  public boolean turn() {
    if (allocator == null) {
      allocator = maps.poll().map(map -> new Allocator(parts, map)).orElse(null);
      return true;
    }
    return allocator.turn();
  }

  @Override
  public void close() {
    try (maps) {
      if (allocator != null) {
        allocator.close();
      }
    }
  }
}
