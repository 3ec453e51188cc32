package dev.aria.runtime.tracing;

/**
 * Takes what is done to each (step, shard) of a run. Services tell of it once it is over, so that
 * nothing is carried along between them. Thread-safe; never blocks and never fails.
 */
public interface ShardTraces {
  /** Keeps nothing. */
  ShardTraces OFF =
      new ShardTraces() {
        @Override
        public boolean keeps(long step) {
          return false;
        }

        @Override
        public void add(TracedWork work) {}
      };

  /** Whether {@code step} is kept, all of its shards in every service; if not, measure nothing. */
  boolean keeps(long step);

  /** Keeps {@code work} if its step is kept. */
  void add(TracedWork work);
}
