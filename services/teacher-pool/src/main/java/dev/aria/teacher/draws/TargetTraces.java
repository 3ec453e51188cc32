package dev.aria.teacher.draws;

import dev.aria.core.record.DrawBatch;
import dev.aria.runtime.tracing.ShardTraces;
import dev.aria.runtime.tracing.TracedStage;
import dev.aria.runtime.tracing.TracedWork;
import dev.aria.runtime.tracing.TracedWork.Interval;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Tells of targets that were made and committed: how long their draws waited for a worker, how long
 * the teacher took, and how long until they were in the log. Thread-safe.
 */
public final class TargetTraces {
  /** Draws that another member took over are never committed here, and are forgotten. */
  private static final int MOST = 4096;

  private final ShardTraces traces;
  private final InstantSource clock;
  private final Map<Key, Times> underWay =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Times> eldest) {
          return size() > MOST;
        }
      };

  public TargetTraces(ShardTraces traces, InstantSource clock) {
    this.traces = traces;
    this.clock = clock;
  }

  private record Key(long step, int shard) {
    static Key of(DrawBatch draws) {
      return new Key(draws.step(), draws.shard());
    }
  }

  /** When draws were read, and when the teacher began with them and was done, if it has. */
  private record Times(Instant taken, Instant began, Instant made) {}

  /** {@code draws} have been read. */
  void taken(DrawBatch draws) {
    if (traces.keeps(draws.step())) {
      Instant now = clock.instant();
      put(draws, new Times(now, now, now));
    }
  }

  /** The teacher begins with {@code job}. */
  public void began(List<Work> job) {
    change(job, before -> new Times(before.taken(), clock.instant(), before.made()));
  }

  /** The teacher is done with {@code job}. */
  public void made(List<Work> job) {
    change(job, before -> new Times(before.taken(), before.began(), clock.instant()));
  }

  private void change(List<Work> job, UnaryOperator<Times> change) {
    for (Work work : job) {
      if (traces.keeps(work.draws().step())) {
        synchronized (underWay) {
          underWay.computeIfPresent(Key.of(work.draws()), (key, before) -> change.apply(before));
        }
      }
    }
  }

  /** The targets of {@code draws} are in the log. */
  void committed(DrawBatch draws) {
    if (traces.keeps(draws.step())) {
      removed(draws).ifPresent(times -> tell(draws, times, clock.instant()));
    }
  }

  private void tell(DrawBatch draws, Times times, Instant committed) {
    traces.add(
        new TracedWork(
            TracedStage.TARGET,
            draws,
            new Interval(times.taken(), committed),
            Map.of(),
            List.of(
                new TracedWork.Part("wait", new Interval(times.taken(), times.began())),
                new TracedWork.Part("inference", new Interval(times.began(), times.made())),
                new TracedWork.Part("produce", new Interval(times.made(), committed)))));
  }

  private void put(DrawBatch draws, Times times) {
    synchronized (underWay) {
      underWay.put(Key.of(draws), times);
    }
  }

  private Optional<Times> removed(DrawBatch draws) {
    synchronized (underWay) {
      return Optional.ofNullable(underWay.remove(Key.of(draws)));
    }
  }
}
