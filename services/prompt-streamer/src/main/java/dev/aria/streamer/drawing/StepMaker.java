package dev.aria.streamer.drawing;

import dev.aria.core.allocation.Scope;
import dev.aria.core.conditioning.Branch;
import dev.aria.core.conditioning.BranchDraw;
import dev.aria.core.conditioning.RandomConditioning;
import dev.aria.core.random.Purpose;
import dev.aria.core.random.RandomStream;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.SamplerState;
import dev.aria.core.record.WeightsVersion;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.streamer.drawing.BranchSchedule.Visit;
import dev.aria.streamer.store.Corpus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.LongStream;

/**
 * Makes the draws of one global step: a pure function of the sampler's state, the weights and the
 * corpus, so that a sampler that was killed makes the same ones again, as long as the corpus has
 * not grown meanwhile. What is in the log stays as it is in any case.
 */
final class StepMaker {
  private final RunSettings run;
  private final RandomConditioning conditioning;
  private final Corpus corpus;
  private final RegionMapRecord map;
  private final Pairs pairs;
  private final BranchWeights natural;
  private final DrawMaker maker;
  private final IntPredicate hasPrompts;
  private final IntPredicate hasPairs;

  StepMaker(
      RunSettings run,
      RandomConditioning conditioning,
      Corpus corpus,
      RegionMapRecord map,
      Pairs pairs) {
    this.run = run;
    this.conditioning = conditioning;
    this.corpus = corpus;
    this.map = map;
    this.pairs = pairs;
    this.natural = BranchWeights.natural(map, pairs.index());
    this.maker = new DrawMaker(run, conditioning, corpus, pairs.index());
    this.hasPrompts = region -> corpus.size(region) > 0;
    this.hasPairs = region -> pairs.index().size(region) > 0;
  }

  /**
   * The paired set as the sampler needs it.
   *
   * @param index which pair lies in which region
   * @param digest SHA-256 of its file
   */
  record Pairs(PairIndex index, String digest) {}

  /**
   * One global step.
   *
   * @param batches one batch a shard, by shard
   * @param after state to go on from
   */
  record Step(List<DrawBatch> batches, SamplerState after) {
    Step {
      batches = List.copyOf(batches);
    }
  }

  /** The regions assigned to the draws of the two steered branches. */
  private record Assignments(BranchAssignment swapped, BranchAssignment paired) {}

  /** The state of {@code run} before its first draw, over the regions of a map. */
  static SamplerState start(RunSettings run, String regionMapDigest) {
    List<Double> none = List.of();
    List<Long> never = List.of();
    WeightsVersion initial = WeightsVersion.INITIAL;
    return new SamplerState(
        run.name(),
        run.lineage(),
        regionMapDigest,
        0,
        0,
        none,
        none,
        never,
        never,
        initial,
        0,
        false);
  }

  /** Makes step {@code state.nextStep()}; {@code controlOffset} is remembered in the state. */
  Step make(SamplerState state, BranchWeights weights, long controlOffset) {
    List<BranchDraw> decided =
        LongStream.range(state.nextOrdinal(), state.nextOrdinal() + run.batch())
            .mapToObj(ordinal -> conditioning.draw(run.seed(), ordinal))
            .toList();
    Assignments assignments = assign(state, weights, decided);
    List<DrawBatch> batches = new ArrayList<>(run.shards());
    for (int shard = 0; shard < run.shards(); shard++) {
      int first = shard * run.microBatch();
      List<BranchDraw> own = decided.subList(first, first + run.microBatch());
      batches.add(batch(state, shard, own, weights.version(), assignments));
    }
    return new Step(batches, after(state, weights.version(), controlOffset, assignments));
  }

  private Assignments assign(SamplerState state, BranchWeights weights, List<BranchDraw> decided) {
    RandomStream shuffle = RandomStream.of(run.seed(), Purpose.CONDITION, state.nextStep());
    BranchAssignment swapped =
        BranchAssignment.of(
            BranchSchedule.of(corpus.regions(), state.swappedCredits(), state.swappedCursors()),
            natural.swapped(hasPrompts),
            weights.swapped(hasPrompts),
            count(decided, Branch.SWAPPED),
            shuffle);
    BranchAssignment paired =
        BranchAssignment.of(
            BranchSchedule.of(corpus.regions(), state.pairedCredits(), state.pairedCursors()),
            natural.paired(hasPairs),
            weights.paired(hasPairs),
            steersPairs() ? count(decided, Branch.PAIRED) : 0,
            shuffle);
    return new Assignments(swapped, paired);
  }

  private static int count(List<BranchDraw> draws, Branch branch) {
    return (int) draws.stream().filter(draw -> draw.branch() == branch).count();
  }

  private boolean steersPairs() {
    return run.allocation().scope() == Scope.ALL;
  }

  private DrawBatch batch(
      SamplerState state,
      int shard,
      List<BranchDraw> decided,
      WeightsVersion version,
      Assignments assignments) {
    ConditionRows rows = new ConditionRows(corpus, count(decided, Branch.SWAPPED));
    List<Draw> draws = new ArrayList<>(decided.size());
    long ordinal = state.nextOrdinal() + (long) shard * run.microBatch();
    for (BranchDraw one : decided) {
      draws.add(draw(ordinal++, one, assignments, rows));
    }
    return new DrawBatch(
        run.name(),
        run.lineage(),
        map.digest(),
        pairs.digest(),
        state.nextStep(),
        shard,
        version,
        draws,
        rows.toTensor());
  }

  private Draw draw(long ordinal, BranchDraw decided, Assignments assignments, ConditionRows rows) {
    return switch (decided.branch()) {
      case SWAPPED -> {
        Visit visit = assignments.swapped().next();
        int row = rows.add(visit.region(), maker.promptIndex(visit));
        yield maker.swapped(
            ordinal, decided, visit, row, assignments.swapped().probabilities(visit));
      }
      case PAIRED -> paired(ordinal, decided, assignments);
      case NULL -> maker.withoutPrompt(ordinal, decided);
    };
  }

  private Draw paired(long ordinal, BranchDraw decided, Assignments assignments) {
    if (!steersPairs()) {
      return maker.paired(ordinal, decided);
    }
    Visit visit = assignments.paired().next();
    return maker.paired(ordinal, decided, visit, assignments.paired().probabilities(visit));
  }

  private SamplerState after(
      SamplerState state, WeightsVersion version, long controlOffset, Assignments assignments) {
    BranchSchedule swapped = assignments.swapped().after();
    BranchSchedule paired = assignments.paired().after();
    return new SamplerState(
        run.name(),
        run.lineage(),
        map.digest(),
        state.nextStep() + 1,
        state.nextOrdinal() + run.batch(),
        swapped.credits(),
        paired.credits(),
        swapped.cursors(),
        paired.cursors(),
        version,
        controlOffset,
        state.nextStep() + 1 >= run.steps());
  }
}
