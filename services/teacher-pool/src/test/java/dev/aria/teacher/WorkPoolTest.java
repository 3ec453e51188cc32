package dev.aria.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.aria.fixtures.InMemoryPairs;
import dev.aria.teacher.draws.DrawBatches;
import dev.aria.teacher.draws.Work;
import java.time.Duration;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WorkPoolTest {
  private static final Duration WAIT = Duration.ofMillis(5);
  private static final Duration BRIEF = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ActorTestKit actors =
      ActorTestKit.create(ManualTime.config().withFallback(ConfigFactory.load("application-test")));
  private final ManualTime time = ManualTime.get(actors.system());
  private final ActorRef<WorkPool.Command> pool =
      actors.spawn(WorkPool.create(new WorkQueue(10, false), WAIT));
  private final TestProbe<TeacherWorker.Command> worker = actors.createTestProbe();
  private final DrawBatches batches = new DrawBatches("run", new InMemoryPairs(3, 2, 2), 5, 9, 10);

  @AfterEach
  void shutDown() {
    actors.shutdownTestKit();
  }

  private Work work(int partition, long offset) {
    return new Work(partition, offset, batches.batch(offset, partition), 0);
  }

  @Test
  void add_fullJob_goesToTheIdleWorkerAtOnce() {
    pool.tell(new WorkPool.Pull(worker.ref()));
    pool.tell(new WorkPool.Add(work(0, 0)));
    pool.tell(new WorkPool.Add(work(0, 1)));

    assertThat(worker.expectMessageClass(TeacherWorker.Infer.class).job()).hasSize(2);
  }

  @Test
  void add_halfAJob_waitsAndThenGoesAsItIs() {
    pool.tell(new WorkPool.Pull(worker.ref()));
    pool.tell(new WorkPool.Add(work(0, 0)));
    time.expectNoMessageFor(WAIT.dividedBy(2), worker);

    TeacherWorker.Infer assigned =
        worker.awaitAssert( // the pool may set its timer after time has passed
            PATIENCE,
            () -> {
              time.timePasses(WAIT);
              return worker.expectMessageClass(TeacherWorker.Infer.class, BRIEF);
            });
    assertThat(assigned.job()).hasSize(1);
  }

  @Test
  void withdraw_partition_isNotAssigned() {
    pool.tell(new WorkPool.Add(work(0, 0)));
    pool.tell(new WorkPool.Add(work(1, 0)));
    pool.tell(new WorkPool.Withdraw(Set.of(0)));
    pool.tell(new WorkPool.Add(work(1, 1)));
    pool.tell(new WorkPool.Pull(worker.ref()));

    assertThat(worker.expectMessageClass(TeacherWorker.Infer.class).job())
        .extracting(Work::partition)
        .containsOnly(1);
  }

  @Test
  void addProbes_goesBeforeDraws() {
    pool.tell(new WorkPool.Add(work(0, 0)));
    pool.tell(new WorkPool.Add(work(0, 1)));
    pool.tell(new WorkPool.AddProbes("map"));
    pool.tell(new WorkPool.Pull(worker.ref()));

    worker.expectMessage(new TeacherWorker.BuildProbes("map"));
  }
}
