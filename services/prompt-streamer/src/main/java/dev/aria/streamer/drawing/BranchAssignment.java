package dev.aria.streamer.drawing;

import dev.aria.streamer.drawing.BranchSchedule.Assigned;
import dev.aria.streamer.drawing.BranchSchedule.Visit;
import dev.aria.streamer.drawing.DrawMaker.Probabilities;
import java.util.Iterator;
import java.util.random.RandomGenerator;

/** The regions that one step's draws of one branch are assigned to, handed out one by one. */
final class BranchAssignment {
  private final Iterator<Visit> visits;
  private final BranchSchedule after;
  private final double[] base;
  private final double[] weights;

  private BranchAssignment(Assigned assigned, double[] base, double[] weights) {
    this.visits = assigned.visits().iterator();
    this.after = assigned.after();
    this.base = base;
    this.weights = weights;
  }

  /** Assigns {@code draws} draws by {@code weights}; with no draw the schedule stays as it is. */
  static BranchAssignment of(
      BranchSchedule schedule,
      double[] base,
      double[] weights,
      int draws,
      RandomGenerator shuffle) {
    return new BranchAssignment(schedule.assign(weights, draws, shuffle), base, weights);
  }

  /** The next draw's region. */
  Visit next() {
    return visits.next();
  }

  /** Probabilities with which the region of {@code visit} is drawn. */
  Probabilities probabilities(Visit visit) {
    return new Probabilities(base[visit.region()], weights[visit.region()]);
  }

  /** The schedule after all draws of the step. */
  BranchSchedule after() {
    return after;
  }
}
