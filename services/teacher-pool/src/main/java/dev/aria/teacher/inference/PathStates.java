package dev.aria.teacher.inference;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the paths of each shard stand, by their place among the path draws of a batch. What was
 * left by an earlier assignment of a shard does not count: another pool may have gone on with its
 * paths. Thread-safe: the workers of a pool share it, and one at a time has a shard.
 */
public final class PathStates {
  private final Map<Integer, Shard> shards = new HashMap<>();

  private record Shard(long assignment, Map<Integer, PathPoint> points) {}

  /** Whether the paths of {@code batch}'s shard are known under its assignment. */
  synchronized boolean know(Assigned batch) {
    return shard(batch).isPresent();
  }

  /** Puts {@code points} in the place of what is known of {@code batch}'s shard. */
  synchronized void begin(Assigned batch, Map<Integer, PathPoint> points) {
    shards.put(batch.draws().shard(), new Shard(batch.assignment(), new HashMap<>(points)));
  }

  /** Where the path at {@code place} of {@code batch} stands. */
  synchronized Optional<PathPoint> find(Assigned batch, int place) {
    return shard(batch).map(shard -> shard.points().get(place));
  }

  /** The path at {@code place} of {@code batch} has come to {@code point}; empty: to its end. */
  synchronized void put(Assigned batch, int place, Optional<PathPoint> point) {
    shard(batch)
        .ifPresent(
            shard ->
                point.ifPresentOrElse(
                    next -> shard.points().put(place, next), () -> shard.points().remove(place)));
  }

  private Optional<Shard> shard(Assigned batch) {
    return Optional.ofNullable(shards.get(batch.draws().shard()))
        .filter(shard -> shard.assignment() == batch.assignment());
  }
}
