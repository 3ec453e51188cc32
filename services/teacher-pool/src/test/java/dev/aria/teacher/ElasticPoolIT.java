package dev.aria.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.fixtures.RealKafka;
import dev.aria.fixtures.SmallRuns;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import dev.aria.teacher.LocalPools.Pool;
import dev.aria.teacher.inference.ArithmeticTeacher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pools that come and go, die, freeze and slow down while draws flow. */
final class ElasticPoolIT {
  private static final Logger LOG = LoggerFactory.getLogger(ElasticPoolIT.class);
  private static final int TAKEOVERS = Integer.getInteger("aria.test.takeovers", 1);
  private static final int MEASURED = 80; // steps
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long FAST = 20; // milliseconds of a call
  private static final long SLOW = 10 * FAST;

  @RegisterExtension private static final RealKafka KAFKA = new RealKafka();

  @RegisterExtension private final LocalPools pools = new LocalPools(KAFKA);

  private Pool start(RunSettings run, String member, AtomicLong aCall) {
    return pools.start(
        run, member, List.of("cpu"), device -> new PacedTeacher(PoolParts.arithmetic(), aCall));
  }

  private static PoolProcess process(RunSettings run, String member) {
    return PoolProcess.start(KAFKA.bootstrap(), run, member, FAST);
  }

  @Test
  void pool_killed_othersTakeOver() {
    RunSettings run = SmallRuns.of("killed", "work-partitions=8");
    List<Duration> times = new ArrayList<>();
    try (DrawFlow flow = new DrawFlow(KAFKA, run);
        PoolProcess survivor = process(run, "survivor")) {
      for (int i = 0; i < TAKEOVERS; i++) {
        try (PoolProcess victim = process(run, "victim-" + i)) {
          flow.until(() -> pools.hasMembers(run, 2));
          long joined = flow.frontier();
          flow.until(() -> flow.frontier() > joined + 60);
          victim.kill();
          times.add(flow.untilNewStep());
        }
        flow.until(() -> pools.hasMembers(run, 1));
      }
      flow.assertCompleteAndUnique();
      assertThat(survivor.isAlive()).isTrue();
    }

    report("teacher takeover after kill -9", times);
  }

  @Test
  void pool_frozenAndThawed_isFencedAndWorksOn() {
    RunSettings run = SmallRuns.of("frozen", "work-partitions=8");
    List<Duration> times = new ArrayList<>();
    try (DrawFlow flow = new DrawFlow(KAFKA, run);
        PoolProcess survivor = process(run, "survivor");
        PoolProcess frozen = process(run, "frozen")) {
      for (int i = 0; i < TAKEOVERS; i++) {
        flow.until(() -> pools.hasMembers(run, 2));
        long joined = flow.frontier();
        flow.until(() -> flow.frontier() > joined + 60);
        frozen.freeze();
        times.add(flow.untilNewStep());
        frozen.thaw(); // what it had finished is answered by now
        flow.until(() -> pools.hasMembers(run, 2));
        long thawed = flow.frontier();
        flow.until(() -> flow.frontier() > thawed + 50);
      }
      flow.assertCompleteAndUnique();
      assertThat(frozen.isAlive()).isTrue();
      assertThat(survivor.isAlive()).isTrue();
    }

    report("teacher takeover after SIGSTOP", times);
  }

  private static void report(String what, List<Duration> times) {
    Collections.sort(times);
    LOG.warn(
        "{}: median {} ms, maximum {} ms of {}",
        what,
        times.get(times.size() / 2).toMillis(),
        times.get(times.size() - 1).toMillis(),
        times.size());
  }

  @Test
  void pool_leavesInOrder_othersTakeOverAtOnce() {
    RunSettings run = SmallRuns.of("left", "work-partitions=8");
    var aCall = new AtomicLong(FAST);
    try (DrawFlow flow = new DrawFlow(KAFKA, run)) {
      Pool stays = start(run, "stays", aCall);
      Pool leaves = start(run, "leaves", aCall);
      flow.until(() -> stays.batches() > 50 && leaves.batches() > 50);

      leaves.actor().tell(TeacherPool.Stop.INSTANCE);
      report("teacher takeover after leaving", new ArrayList<>(List.of(flow.untilNewStep())));

      assertThat(leaves.done()).succeedsWithin(PATIENCE);
      flow.assertCompleteAndUnique();
    }
  }

  @Test
  void pool_tenTimesSlower_takesLessWorkAndHoldsNobodyBack() {
    RunSettings run = SmallRuns.of("slow", "work-partitions=4");
    try (DrawFlow flow = new DrawFlow(KAFKA, run)) {
      Pool fast = start(run, "fast", new AtomicLong(FAST));
      flow.until(() -> fast.batches() > 50);
      double alone = pace(flow);

      Pool slow = start(run, "slow", new AtomicLong(SLOW));
      flow.until(() -> slow.batches() > 0);

      assertHeldBackLittle(flow, fast, slow, alone);
    }
  }

  @Test
  void pool_slowsDownTenfoldAtWork_handsWorkToTheOthers() {
    RunSettings run = SmallRuns.of("slowing", "work-partitions=16");
    var aCall = new AtomicLong(FAST);
    try (DrawFlow flow = new DrawFlow(KAFKA, run)) {
      Pool slow = start(run, "slow", aCall);
      Pool fast = start(run, "fast", new AtomicLong(FAST));
      flow.until(() -> slow.batches() > 50 && fast.batches() > 50);
      double alone = pace(flow) / 2;

      aCall.set(SLOW);
      report("a step beside a pool slowing down", new ArrayList<>(List.of(flow.untilNewStep())));

      assertHeldBackLittle(flow, fast, slow, alone);
    }
  }

  /**
   * Once the partitions are assigned anew, the run goes on at half the pace without the slow one.
   */
  private static void assertHeldBackLittle(DrawFlow flow, Pool fast, Pool slow, double alone) {
    SharedPace shared = new SharedPace(flow::frontier, fast::batches, slow::batches);
    flow.until(() -> shared.isHeldBackLittle(alone));
    flow.assertCompleteAndUnique();
  }

  /** Steps a second, over the next {@link #MEASURED}. */
  private static double pace(DrawFlow flow) {
    long from = flow.frontier();
    long start = System.nanoTime();
    flow.until(() -> flow.frontier() >= from + MEASURED);
    return MEASURED / ((System.nanoTime() - start) / 1e9);
  }

  @Test
  void pool_oneDeviceTenTimesSlower_takesLessWorkAndHoldsNobodyBack() {
    RunSettings run = SmallRuns.of("devices", "work-partitions=8");
    var quick =
        new ArithmeticTeacher(PoolParts.PAIRS.latentSize(), PoolParts.PAIRS.conditionSize());
    var lame = new ArithmeticTeacher(PoolParts.PAIRS.latentSize(), PoolParts.PAIRS.conditionSize());
    var lamesCall = new AtomicLong(FAST);
    try (DrawFlow flow = new DrawFlow(KAFKA, run)) {
      pools.start(
          run,
          "both",
          List.of("gpu:0", "cpu"),
          device ->
              device.equals("cpu")
                  ? new PacedTeacher(lame, lamesCall)
                  : new PacedTeacher(quick, new AtomicLong(FAST)));
      flow.until(() -> flow.frontier() > 20);
      double alone = pace(flow) / 2;

      lamesCall.set(SLOW);
      SharedPace shared = new SharedPace(flow::frontier, quick::samples, lame::samples);
      flow.until(() -> shared.isHeldBackLittle(alone));

      double before = lame.samples();
      flow.until(() -> lame.samples() > before);
      flow.assertCompleteAndUnique();
    }
  }

  @Test
  void pool_teacherThrowsAnError_endsThePoolWithIt() {
    RunSettings run = SmallRuns.of("error");
    try (DrawFlow flow = new DrawFlow(KAFKA, run)) {
      Pool pool =
          pools.start(
              run,
              "broken",
              List.of("cpu"),
              device -> {
                throw new AssertionError("this device is no device");
              });
      assertThat(pool.done())
          .failsWithin(PATIENCE)
          .withThrowableThat()
          .withMessageContaining("this device is no device");
      assertThat(flow.frontier()).isZero();
    }
  }

  @Test
  void pool_drawsDeletedBeforeTheyWereAnswered_saysWhichAreGone() {
    RunSettings run = SmallRuns.of("deleted");
    try (DrawFlow flow = new DrawFlow(KAFKA, run)) {
      Pool first = start(run, "first", new AtomicLong(FAST));
      flow.until(() -> flow.frontier() > 5);
      first.actor().tell(TeacherPool.Stop.INSTANCE);
      assertThat(first.done()).succeedsWithin(PATIENCE);
      long end = KAFKA.written(Topics.draws(run)).getOrDefault(0, 0L) + 2;
      KAFKA.write(Topics.draws(run), 0, flow.draws(flow.written() + 1));
      KAFKA.write(Topics.draws(run), 0, flow.draws(flow.written() + 2));
      KAFKA.deleteBefore(Topics.draws(run), 0, end);

      Pool second = start(run, "second", new AtomicLong(FAST));

      assertThat(second.done())
          .failsWithin(PATIENCE)
          .withThrowableThat()
          .withMessageMatching(
              "(?s).*records [0-9]+ to %d of topic aria.deleted.draws.v1, partition 0, are gone.*"
                  .formatted(end - 1))
          .withMessageContaining("start the run again under another name");
    }
  }
}
