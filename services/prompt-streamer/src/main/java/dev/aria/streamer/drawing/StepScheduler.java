package dev.aria.streamer.drawing;

import dev.aria.core.allocation.Scope;
import dev.aria.core.conditioning.Branch;
import dev.aria.core.conditioning.BranchDraw;
import dev.aria.core.random.Purpose;
import dev.aria.core.random.RandomStream;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.SamplerState;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.streamer.store.Corpus;
import java.util.List;
import java.util.function.IntPredicate;

/** Assigns regions to the draws of a step, in the branches that weights can steer. */
final class StepScheduler {
  private final RunSettings run;
  private final BranchWeights natural;
  private final int regions;
  private final IntPredicate hasPrompts;
  private final IntPredicate hasPairs;
  private final DrawMaker maker;

  StepScheduler(
      RunSettings run, RegionMapRecord map, Corpus corpus, PairIndex pairs, DrawMaker maker) {
    this.run = run;
    this.natural = BranchWeights.natural(map, pairs);
    this.regions = corpus.regions();
    this.hasPrompts = region -> corpus.size(region) > 0;
    this.hasPairs = region -> pairs.size(region) > 0;
    this.maker = maker;
  }

  /**
   * The regions assigned to the draws of one step.
   *
   * @param swapped one for each swapped draw
   * @param paired one for each paired draw, or none where pairs are drawn uniformly
   * @param paths the paths that its path draws are on
   */
  record Assigned(BranchAssignment swapped, BranchAssignment paired, PathAssignment paths) {}

  /** Whether the weights choose the pairs as well, instead of all pairs being as likely. */
  boolean steersPairs() {
    return run.allocation().scope() == Scope.ALL;
  }

  /** The regions of the draws of step {@code state.nextStep()}, whose branches are decided. */
  Assigned assign(SamplerState state, BranchWeights weights, List<BranchDraw> decided) {
    RandomStream shuffle = RandomStream.of(run.seed(), Purpose.CONDITION, state.nextStep());
    BranchAssignment swapped =
        BranchAssignment.of(
            BranchSchedule.of(regions, state.swappedCredits(), state.swappedCursors()),
            natural.swapped(hasPrompts),
            weights.swapped(hasPrompts),
            count(decided, Branch.SWAPPED),
            shuffle);
    BranchAssignment paired =
        BranchAssignment.of(
            BranchSchedule.of(regions, state.pairedCredits(), state.pairedCursors()),
            natural.paired(hasPairs),
            weights.paired(hasPairs),
            steersPairs() ? count(decided, Branch.PAIRED) : 0,
            shuffle);
    return new Assigned(swapped, paired, paths(state, weights, shuffle));
  }

  private PathAssignment paths(SamplerState state, BranchWeights weights, RandomStream shuffle) {
    return run.pathSchedule()
        .map(
            paths ->
                PathAssignment.of(
                    state,
                    paths,
                    natural.path(hasPrompts),
                    weights.path(hasPrompts),
                    maker,
                    shuffle))
        .orElse(PathAssignment.NONE);
  }

  /** How many of {@code draws} are of {@code branch}. */
  static int count(List<BranchDraw> draws, Branch branch) {
    return (int) draws.stream().filter(draw -> draw.branch() == branch).count();
  }
}
