package dev.aria.streamer.drawing;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.conditioning.BranchDraw;
import dev.aria.core.conditioning.RandomConditioning;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.PathStart;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.SamplerState;
import dev.aria.core.record.WeightsVersion;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.streamer.corpus.PairTeachers;
import dev.aria.streamer.drawing.BranchSchedule.Visit;
import dev.aria.streamer.store.Corpus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
  private final StepScheduler scheduler;
  private final DrawMaker maker;

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
    this.maker = new DrawMaker(run, conditioning, corpus, pairs);
    this.scheduler = new StepScheduler(run, map, corpus, pairs.index(), maker);
  }

  /**
   * The paired set as the sampler needs it.
   *
   * @param index which pair lies in which region
   * @param digest SHA-256 of its file
   * @param teachers who answers for its captions
   * @param teachersDigest of all the run's teachers; empty without experts
   */
  record Pairs(PairIndex index, String digest, PairTeachers teachers, String teachersDigest) {
    /** The paired set of a run without experts. */
    Pairs(PairIndex index, String digest) {
      this(index, digest, PairTeachers.OWN, "");
    }
  }

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
        none,
        never,
        List.of(),
        0,
        initial,
        0,
        false);
  }

  /** Makes step {@code state.nextStep()}; {@code controlOffset} is remembered in the state. */
  Step make(SamplerState state, BranchWeights weights, long controlOffset) {
    List<List<BranchDraw>> decided =
        IntStream.range(0, run.shards()).mapToObj(shard -> decided(state, shard)).toList();
    StepScheduler.Assigned assigned =
        scheduler.assign(state, weights, decided.stream().flatMap(List::stream).toList());
    List<DrawBatch> batches = new ArrayList<>(run.shards());
    for (int shard = 0; shard < run.shards(); shard++) {
      batches.add(batch(state, shard, decided.get(shard), weights.version(), assigned));
    }
    return new Step(batches, after(state, weights.version(), controlOffset, assigned));
  }

  /** What the ordinals of {@code shard} decide, after the first ones, which are on paths. */
  private List<BranchDraw> decided(SamplerState state, int shard) {
    long first = first(state, shard);
    return LongStream.range(first + run.pathDraws(), first + run.microBatch())
        .mapToObj(ordinal -> conditioning.draw(run.seed(), ordinal))
        .toList();
  }

  private long first(SamplerState state, int shard) {
    return state.nextOrdinal() + (long) shard * run.microBatch();
  }

  private DrawBatch batch(
      SamplerState state,
      int shard,
      List<BranchDraw> decided,
      WeightsVersion version,
      StepScheduler.Assigned assigned) {
    int conditions = run.pathDraws() + StepScheduler.count(decided, Branch.SWAPPED);
    ConditionRows rows = new ConditionRows(corpus, conditions);
    List<Draw> draws = new ArrayList<>(run.microBatch());
    long ordinal = first(state, shard);
    for (int place = 0; place < run.pathDraws(); place++) {
      draws.add(onPath(ordinal++, state.nextStep(), shard, place, assigned.paths(), rows));
    }
    for (BranchDraw one : decided) {
      draws.add(draw(ordinal++, one, assigned, rows));
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
        rows.toTensor(),
        pairs.teachersDigest());
  }

  private Draw draw(
      long ordinal, BranchDraw decided, StepScheduler.Assigned assigned, ConditionRows rows) {
    return switch (decided.branch()) {
      case SWAPPED -> {
        Visit visit = assigned.swapped().next();
        int row = rows.add(visit.region(), maker.promptIndex(visit));
        yield maker.swapped(ordinal, decided, visit, row, assigned.swapped().probabilities(visit));
      }
      case PAIRED -> paired(ordinal, decided, assigned);
      case NULL -> maker.withoutPrompt(ordinal, decided);
      case PATH -> throw new IllegalStateException("no ordinal decides on a path");
    };
  }

  private Draw onPath(
      long ordinal, long step, int shard, int place, PathAssignment assigned, ConditionRows rows) {
    PathStart path = assigned.paths().get(shard * run.pathDraws() + place);
    int row = rows.add(path.region(), path.prompt());
    int position = run.pathSchedule().orElseThrow().position(step, shard, place);
    return maker.onPath(ordinal, path, position, row);
  }

  private Draw paired(long ordinal, BranchDraw decided, StepScheduler.Assigned assigned) {
    if (!scheduler.steersPairs()) {
      return maker.paired(ordinal, decided);
    }
    Visit visit = assigned.paired().next();
    return maker.paired(ordinal, decided, visit, assigned.paired().probabilities(visit));
  }

  private SamplerState after(
      SamplerState state,
      WeightsVersion version,
      long controlOffset,
      StepScheduler.Assigned assigned) {
    BranchSchedule swapped = assigned.swapped().after();
    BranchSchedule paired = assigned.paired().after();
    PathAssignment paths = assigned.paths();
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
        paths.credits(),
        paths.cursors(),
        paths.paths(),
        paths.paths().isEmpty() ? 0 : run.paths().length(),
        version,
        controlOffset,
        state.nextStep() + 1 >= run.steps(),
        pairs.teachersDigest());
  }
}
