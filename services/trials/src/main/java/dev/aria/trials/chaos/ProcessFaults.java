package dev.aria.trials.chaos;

import dev.aria.operations.stack.ServiceKind;
import dev.aria.trials.chaos.Crew.Member;
import dev.aria.trials.chaos.Recovery.By;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Faults of service processes. Where another process of the kind is at work, the time counts from
 * the fault to its takeover, and the hit one comes back only then; a lone one is started again at
 * once, and one that was frozen counts from when it is let go on.
 */
final class ProcessFaults {
  private static final int SEVERAL_STEPS = 10;

  /** {@code aria.kafka.session-timeout}: who is away for longer loses its place to the others. */
  private static final Duration SESSION = Duration.ofSeconds(6);

  private final Stage stage;

  ProcessFaults(Stage stage) {
    this.stage = stage;
  }

  Recovery kill(PlannedFault fault) {
    Member hit = choose(fault);
    Mark mark = stage.flow().mark();
    stage.crew().kill(hit);
    return replaced(hit, stage.flow().mark(), mark);
  }

  /** What a trainer or streamer does before it has ended is nobody else's work. */
  Recovery stop(PlannedFault fault) {
    Member hit = choose(fault);
    Mark mark = stage.flow().mark();
    stage.crew().stop(hit);
    boolean handsOver =
        hit.kind() == ServiceKind.TEACHER_POOL || hit.kind() == ServiceKind.ALLOCATOR;
    return replaced(hit, handsOver ? mark : stage.flow().mark(), mark);
  }

  /** The work of {@code gone} is taken up by a survivor, or by itself. */
  private Recovery replaced(Member gone, Mark since, Mark fault) {
    if (stage.crew().of(gone.kind()).isEmpty()) {
      startAgain(gone);
      return recovered(gone.kind(), since, fault);
    }
    try {
      return recovered(gone.kind(), since, fault).by(By.SURVIVOR);
    } finally {
      startAgain(gone);
    }
  }

  private void startAgain(Member gone) {
    stage.crew().start(gone);
    int several = stage.crew().of(gone.kind()).size();
    stage.returns().restarted(gone, stage.flow().mark(), several);
  }

  /** One that has lost its place wakes only once another has it: it must not act on as if. */
  Recovery freeze(PlannedFault fault) {
    Member hit = choose(fault);
    ProcessHandle process = stage.crew().process(hit);
    int several = stage.crew().of(hit.kind()).size();
    Mark mark = stage.flow().mark();
    Signals.freeze(process);
    Mark frozen = stage.flow().mark();
    try {
      stage.watch().lasts(fault.outage());
      if (several > 1 && losesItsPlace(hit, fault.outage())) {
        return recovered(hit.kind(), frozen, mark).by(By.SURVIVOR);
      }
    } finally {
      Signals.thaw(process);
      stage.returns().thawed(hit, stage.flow().mark(), several);
    }
    Mark thawed = stage.flow().mark();
    Recovery recovery =
        several == 1 ? recovered(hit.kind(), thawed, thawed) : recovered(hit.kind(), frozen, mark);
    return recovery.to().isBefore(thawed.at()) ? recovery.by(By.SURVIVOR) : recovery;
  }

  /** An allocator's lease is shorter than any of its outages. */
  private static boolean losesItsPlace(Member hit, Duration outage) {
    return hit.kind() == ServiceKind.ALLOCATOR || outage.compareTo(SESSION) > 0;
  }

  /** A slow process must not hold the run up: steps go on to be trained. */
  Recovery starve(PlannedFault fault) {
    Member hit = choose(fault);
    Mark mark = stage.flow().mark();
    Signals.starve(
        stage.crew().process(hit), fault.outage(), () -> stage.watch().lasts(fault.outage()));
    Instant seen =
        stage
            .watch()
            .await(
                SEVERAL_STEPS + " steps trained",
                flow -> flow.trainedBeyond(mark, SEVERAL_STEPS),
                stage.patience());
    return new Recovery(By.ALL, mark.at(), seen, drawGap(mark, seen));
  }

  /** One more joins, does its part, and leaves; the time counts from its leaving. */
  Recovery guest(PlannedFault fault) {
    ServiceKind kind = fault.kind().victim().orElseThrow();
    Member guest = stage.crew().hire(kind, stage.crew().of(kind).size() + 1);
    stage.watch().until(guest.name() + " works", () -> stage.crew().works(guest), stage.patience());
    Mark joined = stage.flow().mark();
    stage
        .watch()
        .await(
            "training with a guest",
            flow -> flow.trainedBeyond(joined, SEVERAL_STEPS),
            stage.patience());
    Mark mark = stage.flow().mark();
    stage.crew().stop(guest);
    return recovered(kind, mark, mark).by(By.SURVIVOR);
  }

  private Member choose(PlannedFault fault) {
    ServiceKind kind = fault.kind().victim().orElseThrow();
    if (kind == ServiceKind.ALLOCATOR) {
      List<Member> seen = new ArrayList<>();
      stage
          .watch()
          .until(
              "an allocator leads",
              () -> {
                stage.crew().leader().ifPresent(seen::add);
                return !seen.isEmpty();
              },
              stage.patience());
      return seen.get(0);
    }
    List<Member> members = stage.crew().of(kind);
    return members.get(fault.member() % members.size());
  }

  /**
   * @param since what the recovery has to go beyond
   * @param fault when the time begins
   */
  private Recovery recovered(ServiceKind kind, Mark since, Mark fault) {
    Sign sign = Sign.of(kind);
    Instant seen = stage.watch().await(sign.what(), sign.since(since), stage.patience());
    if (kind == ServiceKind.ALLOCATOR) {
      refuseStandstill(since, seen);
    }
    return new Recovery(By.RETURN, fault.at(), seen, drawGap(fault, seen));
  }

  private Duration drawGap(Mark from, Instant to) {
    return stage.flow().drawGaps().longest(from.at(), to);
  }

  /** While an allocator is away the sampler goes on under the last weights. */
  private void refuseStandstill(Mark gone, Instant seen) {
    DrawGaps gaps = stage.flow().drawGaps();
    if (gaps.standsStill(gone.at(), seen)) {
      throw new NotRecovered(
          "for %.1f of the %.1f s without an allocator no step was drawn"
              .formatted(
                  gaps.within(gone.at(), seen).toMillis() / 1e3,
                  Duration.between(gone.at(), seen).toMillis() / 1e3));
    }
  }
}
