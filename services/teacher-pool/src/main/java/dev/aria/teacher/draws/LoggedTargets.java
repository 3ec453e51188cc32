package dev.aria.teacher.draws;

import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.thread.Pause;
import dev.aria.core.thread.WaitNotice;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.NewestRecord;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The targets of a run that the log holds. Its methods block; for one thread. */
public final class LoggedTargets {
  private static final Logger LOG = LoggerFactory.getLogger(LoggedTargets.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  /** Targets are large, and the last one is nearly always the one that is wanted. */
  private static final int FEW = 4;

  private final Cluster cluster;
  private final Topic<TargetBatch> targets;
  private final WaitNotice notice = new WaitNotice(Clock.systemUTC(), LOG::info);

  public LoggedTargets(Cluster cluster, RunSettings run) {
    this.cluster = cluster;
    this.targets = Topics.targets(run);
  }

  /**
   * The last target before {@code draws}, of the same shard; empty when there is none.
   *
   * <p>The offsets that a transaction commits may be seen before its targets can be read. So unless
   * it is that of the step before, this waits until no transaction is open on the shard's targets.
   */
  public Optional<TargetBatch> before(DrawBatch draws) {
    if (draws.step() == 0) {
      return Optional.empty();
    }
    try (TopicReader<TargetBatch> reader = cluster.preview(targets, List.of(draws.shard()))) {
      while (true) {
        boolean whole = cluster.isSettled(targets, draws.shard());
        Optional<TargetBatch> last =
            NewestRecord.find(reader, FEW, target -> isBefore(target.draws(), draws));
        boolean stepBefore =
            last.filter(target -> target.draws().step() == draws.step() - 1).isPresent();
        if (whole || stepBefore) {
          return last;
        }
        notice.waiting(
            () ->
                "the targets of shard %d before step %d: a transaction on %s is still open"
                    .formatted(draws.shard(), draws.step(), targets.name()));
        Pause.of(LOOK_AGAIN, "waiting for the targets of a shard");
      }
    } finally {
      notice.over();
    }
  }

  private static boolean isBefore(DrawBatch earlier, DrawBatch draws) {
    return earlier.run().equals(draws.run())
        && earlier.lineage() == draws.lineage()
        && earlier.step() < draws.step();
  }
}
