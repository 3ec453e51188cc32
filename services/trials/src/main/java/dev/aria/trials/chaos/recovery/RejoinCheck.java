package dev.aria.trials.chaos.recovery;

import dev.aria.operations.stack.ServiceKind;
import dev.aria.trials.chaos.processes.ServiceProcesses.Member;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Teachers and trainers that were away and came back: each has to be at work again before it counts
 * as returned. Of other services a new record shows the recovery itself.
 */
public final class RejoinCheck {
  private static final double AT_FIRST_SIGHT = Double.NaN;

  private final ToDoubleFunction<Member> progress;
  private final int places;
  private final Map<Member, Double> before = new LinkedHashMap<>();

  /**
   * @param progress how far somebody's work is: target batches committed, or steps done by one who
   *     holds shards; NaN where it does not say
   * @param places most trainers that can hold shards; more of them stand by
   */
  public RejoinCheck(ToDoubleFunction<Member> progress, int places) {
    this.progress = progress;
    this.places = places;
  }

  /** {@code member} is a new process since {@code mark}, one of {@code several}. */
  public void restarted(Member member, Mark mark, int several) {
    expect(member, mark, several, 0);
  }

  /** {@code member} was let go on at {@code mark}, one of {@code several}. */
  public void thawed(Member member, Mark mark, int several) {
    expect(member, mark, several, AT_FIRST_SIGHT);
  }

  private void expect(Member member, Mark mark, int several, double batches) {
    if (member.kind() == ServiceKind.TEACHER_POOL) {
      before.put(member, batches);
    } else if (member.kind() == ServiceKind.STUDENT_TRAINER && several <= places) {
      before.put(member, (double) mark.trained());
    }
  }

  /**
   * Whether all of them are at work again; looks.
   *
   * @param drawn whether all is drawn, so that a teacher may find nothing left to do
   */
  public boolean areBack(boolean drawn) {
    before.entrySet().removeIf(one -> isBack(one, drawn));
    return before.isEmpty();
  }

  private boolean isBack(Map.Entry<Member, Double> one, boolean drawn) {
    double now = progress.applyAsDouble(one.getKey());
    boolean idle = drawn && one.getKey().kind() == ServiceKind.TEACHER_POOL && !Double.isNaN(now);
    if (idle || now > one.getValue()) {
      return true;
    }
    if (Double.isNaN(one.getValue())) {
      one.setValue(now);
    }
    return false;
  }

  /** Whose return has not been seen yet. */
  public String missing() {
    return before.keySet().stream().map(Member::name).collect(Collectors.joining(", "));
  }
}
