package dev.aria.streamer;

import dev.aria.streamer.BranchSchedule.Round;
import dev.aria.streamer.BranchSchedule.Turn;
import dev.aria.streamer.DrawMaker.Odds;
import java.util.Iterator;
import java.util.random.RandomGenerator;

/** The turns of one branch in one step, handed out one by one with their odds. */
final class BranchDeal {
  private final Iterator<Turn> turns;
  private final BranchSchedule after;
  private final double[] base;
  private final double[] weights;

  private BranchDeal(Round round, double[] base, double[] weights) {
    this.turns = round.turns().iterator();
    this.after = round.after();
    this.base = base;
    this.weights = weights;
  }

  /** Deals {@code draws} turns under {@code weights}; no draw leaves the schedule as it is. */
  static BranchDeal of(
      BranchSchedule schedule,
      double[] base,
      double[] weights,
      int draws,
      RandomGenerator shuffle) {
    return new BranchDeal(schedule.deal(weights, draws, shuffle), base, weights);
  }

  Turn next() {
    return turns.next();
  }

  Odds odds(Turn turn) {
    return new Odds(base[turn.region()], weights[turn.region()]);
  }

  BranchSchedule after() {
    return after;
  }
}
