package dev.aria.teacher;

import dev.aria.runtime.settings.Bounds;
import java.time.Duration;
import java.util.List;

/**
 * How this pool works (section {@code aria.teacher-pool}).
 *
 * @param member name of this process among the pool's members; empty makes one up
 * @param devices device of each worker: {@code cpu}, {@code gpu} or {@code gpu:N}, one worker each
 * @param batchSize most samples of one call of the teacher
 * @param batchWait longest wait for a call to fill
 * @param batchesPerTransaction most target batches written at once
 * @param cache targets kept for draws that repeat
 */
record TeacherPoolSettings(
    String member,
    List<String> devices,
    int batchSize,
    Duration batchWait,
    int batchesPerTransaction,
    CacheSettings cache) {
  TeacherPoolSettings {
    devices = List.copyOf(devices);
    Bounds.atLeast("aria.teacher-pool.devices (their number)", devices.size(), 1);
    Bounds.atLeast("aria.teacher-pool.batch-size", batchSize, 1);
    Bounds.atLeast("aria.teacher-pool.batch-wait", batchWait, Duration.ZERO);
    Bounds.atLeast("aria.teacher-pool.batches-per-transaction", batchesPerTransaction, 1);
  }

  /**
   * The target cache; only used when {@code aria.run.draws-per-prompt} is above 0.
   *
   * @param bytes most bytes of one worker's cache
   * @param rows samples of each call of the teacher, short ones padded, so that a target's bits do
   *     not depend on how many others miss the cache beside it
   * @param auditShare part of the hits that is recomputed and compared
   */
  record CacheSettings(long bytes, int rows, double auditShare) {
    CacheSettings {
      Bounds.atLeast("aria.teacher-pool.cache.bytes", bytes, 1);
      Bounds.atLeast("aria.teacher-pool.cache.rows", rows, 1);
      Bounds.within("aria.teacher-pool.cache.audit-share", auditShare, 0, 1);
    }
  }
}
