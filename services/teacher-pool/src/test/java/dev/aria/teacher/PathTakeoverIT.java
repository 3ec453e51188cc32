package dev.aria.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.fixtures.RealKafka;
import dev.aria.fixtures.SmallRuns;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import dev.aria.teacher.LocalPools.Pool;
import dev.aria.teacher.inference.ArithmeticTeacher;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Pools that come and go while paths are under way. Each pool's teacher says something else, so a
 * path that goes on from anything but the log shows.
 */
final class PathTakeoverIT {
  private static final int GUESTS = 5;
  private static final int STEPS_TOGETHER = 3;
  private static final long CALL = 100; // milliseconds: work is under way at every rebalance

  @RegisterExtension private static final RealKafka KAFKA = new RealKafka();

  @RegisterExtension private final LocalPools pools = new LocalPools(KAFKA);

  private Pool start(RunSettings run, int member) {
    return pools.start(
        run,
        "pool-" + member,
        List.of("cpu"),
        device ->
            new PacedTeacher(
                new ArithmeticTeacher(
                    PoolParts.PAIRS.latentSize(), PoolParts.PAIRS.conditionSize(), 0.125f * member),
                new AtomicLong(CALL)));
  }

  @Test
  void pools_comeAndGoWithWorkUnderWay_leaveEveryPathWhole() {
    RunSettings run = SmallRuns.of("whole-paths", "paths.share=0.4", "paths.length=6");
    try (DrawFlow flow = new DrawFlow(KAFKA, run)) {
      start(run, 0);
      for (int i = 1; i <= GUESTS; i++) {
        Pool guest = start(run, i);
        flow.until(() -> pools.hasMembers(run, 2));
        long joined = flow.frontier();
        flow.until(() -> flow.frontier() > joined + STEPS_TOGETHER);
        guest.actor().tell(TeacherPool.Stop.INSTANCE);
        flow.until(guest.done()::isDone);
      }
      flow.assertCompleteAndUnique();
    }

    assertThat(
            PathsOfALog.broken(
                KAFKA.all(Topics.targets(run)).stream().map(Received::value).toList(),
                PoolRig.plan(run.paths().length())))
        .isEmpty();
  }
}
