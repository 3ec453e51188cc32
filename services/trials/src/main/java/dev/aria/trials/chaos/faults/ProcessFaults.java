package dev.aria.trials.chaos.faults;

import dev.aria.operations.stack.ServiceKind;
import dev.aria.trials.chaos.processes.NotRecovered;
import dev.aria.trials.chaos.processes.ServiceProcesses.Member;
import dev.aria.trials.chaos.processes.Signals;
import dev.aria.trials.chaos.recovery.DrawGaps;
import dev.aria.trials.chaos.recovery.Mark;
import dev.aria.trials.chaos.recovery.Recovery;
import dev.aria.trials.chaos.recovery.Recovery.By;
import dev.aria.trials.chaos.recovery.RecoverySignal;
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

  private final FaultTarget target;

  ProcessFaults(FaultTarget target) {
    this.target = target;
  }

  Recovery kill(PlannedFault fault) {
    Member hit = choose(fault);
    Mark mark = target.timeline().mark();
    target.processes().kill(hit);
    return replaced(hit, target.timeline().mark(), mark);
  }

  /** What a trainer or streamer does before it has ended is nobody else's work. */
  Recovery stop(PlannedFault fault) {
    Member hit = choose(fault);
    Mark mark = target.timeline().mark();
    target.processes().stop(hit);
    boolean handsOver =
        hit.kind() == ServiceKind.TEACHER_POOL || hit.kind() == ServiceKind.ALLOCATOR;
    return replaced(hit, handsOver ? mark : target.timeline().mark(), mark);
  }

  /** The work of {@code gone} is taken up by a survivor, or by itself. */
  private Recovery replaced(Member gone, Mark since, Mark fault) {
    if (target.processes().of(gone.kind()).isEmpty()) {
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
    target.processes().start(gone);
    int several = target.processes().of(gone.kind()).size();
    target.rejoins().restarted(gone, target.timeline().mark(), several);
  }

  /** One that has lost its place wakes only once another has it: it must not act on as if. */
  Recovery freeze(PlannedFault fault) {
    Member hit = choose(fault);
    ProcessHandle process = target.processes().process(hit);
    int several = target.processes().of(hit.kind()).size();
    Mark mark = target.timeline().mark();
    Signals.freeze(process);
    Mark frozen = target.timeline().mark();
    try {
      target.watch().lasts(fault.outage());
      if (several > 1 && losesItsPlace(hit, fault.outage())) {
        return recovered(hit.kind(), frozen, mark).by(By.SURVIVOR);
      }
    } finally {
      Signals.thaw(process);
      target.rejoins().thawed(hit, target.timeline().mark(), several);
    }
    Mark thawed = target.timeline().mark();
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
    Mark mark = target.timeline().mark();
    Signals.starve(
        target.processes().process(hit),
        fault.outage(),
        () -> target.watch().lasts(fault.outage()));
    Instant seen =
        target
            .watch()
            .await(
                SEVERAL_STEPS + " steps trained",
                timeline -> timeline.trainedBeyond(mark, SEVERAL_STEPS),
                target.patience());
    return new Recovery(By.ALL, mark.at(), seen, drawGap(mark, seen));
  }

  /** One more joins, does its part, and leaves; the time counts from its leaving. */
  Recovery guest(PlannedFault fault) {
    ServiceKind kind = fault.kind().victim().orElseThrow();
    Member guest = target.processes().add(kind, target.processes().of(kind).size() + 1);
    target
        .watch()
        .until(guest.name() + " works", () -> target.processes().works(guest), target.patience());
    Mark joined = target.timeline().mark();
    target
        .watch()
        .await(
            "training with a guest",
            timeline -> timeline.trainedBeyond(joined, SEVERAL_STEPS),
            target.patience());
    Mark mark = target.timeline().mark();
    target.processes().stop(guest);
    return recovered(kind, mark, mark).by(By.SURVIVOR);
  }

  private Member choose(PlannedFault fault) {
    ServiceKind kind = fault.kind().victim().orElseThrow();
    if (kind == ServiceKind.ALLOCATOR) {
      List<Member> seen = new ArrayList<>();
      target
          .watch()
          .until(
              "an allocator leads",
              () -> {
                target.processes().leader().ifPresent(seen::add);
                return !seen.isEmpty();
              },
              target.patience());
      return seen.get(0);
    }
    List<Member> members = target.processes().of(kind);
    return members.get(fault.member() % members.size());
  }

  /**
   * @param since what the recovery has to go beyond
   * @param fault when the time begins
   */
  private Recovery recovered(ServiceKind kind, Mark since, Mark fault) {
    RecoverySignal signal = RecoverySignal.of(kind);
    Instant seen = target.watch().await(signal.what(), signal.since(since), target.patience());
    if (kind == ServiceKind.ALLOCATOR) {
      refuseStandstill(since, seen);
    }
    return new Recovery(By.RETURN, fault.at(), seen, drawGap(fault, seen));
  }

  private Duration drawGap(Mark from, Instant to) {
    return target.timeline().drawGaps().longest(from.at(), to);
  }

  /** While an allocator is away the sampler goes on under the last weights. */
  private void refuseStandstill(Mark gone, Instant seen) {
    DrawGaps gaps = target.timeline().drawGaps();
    if (gaps.standsStill(gone.at(), seen)) {
      throw new NotRecovered(
          "for %.1f of the %.1f s without an allocator no step was drawn"
              .formatted(
                  gaps.within(gone.at(), seen).toMillis() / 1e3,
                  Duration.between(gone.at(), seen).toMillis() / 1e3));
    }
  }
}
