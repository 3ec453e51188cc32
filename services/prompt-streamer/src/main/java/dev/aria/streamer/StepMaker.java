package dev.aria.streamer;

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
import dev.aria.streamer.BranchSchedule.Turn;
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
  private final Steering natural;
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
    this.natural = Steering.natural(map, pairs.index());
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

  /** The deals of the two steered branches. */
  private record Deals(BranchDeal swapped, BranchDeal paired) {}

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
  Step make(SamplerState state, Steering steering, long controlOffset) {
    List<BranchDraw> fates =
        LongStream.range(state.nextOrdinal(), state.nextOrdinal() + run.batch())
            .mapToObj(ordinal -> conditioning.draw(run.seed(), ordinal))
            .toList();
    Deals deals = deal(state, steering, fates);
    List<DrawBatch> batches = new ArrayList<>(run.shards());
    for (int shard = 0; shard < run.shards(); shard++) {
      int first = shard * run.microBatch();
      List<BranchDraw> own = fates.subList(first, first + run.microBatch());
      batches.add(batch(state, shard, own, steering.version(), deals));
    }
    return new Step(batches, after(state, steering.version(), controlOffset, deals));
  }

  private Deals deal(SamplerState state, Steering steering, List<BranchDraw> fates) {
    RandomStream shuffle = RandomStream.of(run.seed(), Purpose.CONDITION, state.nextStep());
    BranchDeal swapped =
        BranchDeal.of(
            BranchSchedule.of(corpus.regions(), state.swappedCredits(), state.swappedCursors()),
            natural.swapped(hasPrompts),
            steering.swapped(hasPrompts),
            count(fates, Branch.SWAPPED),
            shuffle);
    BranchDeal paired =
        BranchDeal.of(
            BranchSchedule.of(corpus.regions(), state.pairedCredits(), state.pairedCursors()),
            natural.paired(hasPairs),
            steering.paired(hasPairs),
            steersPairs() ? count(fates, Branch.PAIRED) : 0,
            shuffle);
    return new Deals(swapped, paired);
  }

  private static int count(List<BranchDraw> fates, Branch branch) {
    return (int) fates.stream().filter(fate -> fate.branch() == branch).count();
  }

  private boolean steersPairs() {
    return run.allocation().scope().equals("all");
  }

  private DrawBatch batch(
      SamplerState state, int shard, List<BranchDraw> fates, WeightsVersion version, Deals deals) {
    ConditionRows rows = new ConditionRows(corpus, count(fates, Branch.SWAPPED));
    List<Draw> draws = new ArrayList<>(fates.size());
    long ordinal = state.nextOrdinal() + (long) shard * run.microBatch();
    for (BranchDraw fate : fates) {
      draws.add(draw(ordinal++, fate, deals, rows));
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

  private Draw draw(long ordinal, BranchDraw fate, Deals deals, ConditionRows rows) {
    return switch (fate.branch()) {
      case SWAPPED -> {
        Turn turn = deals.swapped().next();
        int row = rows.add(turn.region(), maker.promptIndex(turn));
        yield maker.swapped(ordinal, fate, turn, row, deals.swapped().odds(turn));
      }
      case PAIRED -> paired(ordinal, fate, deals);
      case NULL -> maker.withoutPrompt(ordinal, fate);
    };
  }

  private Draw paired(long ordinal, BranchDraw fate, Deals deals) {
    if (!steersPairs()) {
      return maker.paired(ordinal, fate);
    }
    Turn turn = deals.paired().next();
    return maker.paired(ordinal, fate, turn, deals.paired().odds(turn));
  }

  private SamplerState after(
      SamplerState state, WeightsVersion version, long controlOffset, Deals deals) {
    BranchSchedule swapped = deals.swapped().after();
    BranchSchedule paired = deals.paired().after();
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
