package dev.aria.streamer.drawing;

import dev.aria.core.allocation.Objective;
import dev.aria.core.conditioning.Branch;
import dev.aria.core.conditioning.BranchDraw;
import dev.aria.core.conditioning.PathSchedule;
import dev.aria.core.conditioning.RandomConditioning;
import dev.aria.core.diffusion.PathPlan;
import dev.aria.core.record.Draw;
import dev.aria.core.record.PathStart;
import dev.aria.core.record.PromptCoordinate;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.streamer.corpus.PairTeachers;
import dev.aria.streamer.drawing.BranchSchedule.Visit;
import dev.aria.streamer.store.Corpus;
import java.util.Optional;

/**
 * Makes a whole draw of what its ordinal decides ({@link BranchDraw}) and the region assigned to
 * it. Within a region prompts come in a random order without repetition, and again in another order
 * once all were drawn.
 *
 * <p>With draws-per-prompt M above 0 a prompt cycles through M fixed (t, latent, noise): by the
 * number of times its region was drawn through where it is scheduled, by its own random number
 * where it is drawn uniformly.
 *
 * <p>The prompt of the condition decides which teacher answers: that of the corpus, or the pair's.
 */
final class DrawMaker {
  private final RunSettings run;
  private final RandomConditioning conditioning;
  private final Corpus corpus;
  private final PairIndex pairs;
  private final PairTeachers pairTeachers;
  private final Objective objective;

  DrawMaker(
      RunSettings run, RandomConditioning conditioning, Corpus corpus, StepMaker.Pairs pairs) {
    this.run = run;
    this.conditioning = conditioning;
    this.corpus = corpus;
    this.pairs = pairs.index();
    this.pairTeachers = pairs.teachers();
    this.objective = run.allocation().objective();
  }

  /**
   * Probabilities with which a steered draw's region was chosen.
   *
   * @param base under Random Conditioning
   * @param draw under the weights
   */
  record Probabilities(double base, double draw) {}

  /** Index of the prompt to draw, among those of its region. */
  long promptIndex(Visit visit) {
    return item(visit, corpus.size(visit.region()), 1 + visit.region());
  }

  private long item(Visit visit, long size, int lane) {
    return PromptOrder.of(run.seed(), lane, visit.number() / size, size).at(visit.number() % size);
  }

  /** A draw whose prompt is replaced by one of the corpus, which lies in row {@code row}. */
  Draw swapped(
      long ordinal, BranchDraw decided, Visit visit, int row, Probabilities probabilities) {
    long index = promptIndex(visit);
    PromptCoordinate prompt = corpus.coordinate(visit.region(), index);
    long round = visit.number() / corpus.size(visit.region());
    BranchDraw chosen = reuses() ? reused(prompt.id(), Branch.SWAPPED, round) : decided;
    return new Draw(
        ordinal,
        Branch.SWAPPED,
        visit.region(),
        Optional.of(prompt),
        row,
        chosen.latent(),
        chosen.t(),
        chosen.noiseSeed(),
        Draw.NO_POSITION,
        probabilities.base(),
        probabilities.draw(),
        importance(probabilities),
        corpus.teacher(visit.region(), index));
  }

  /** What stays the same on a path that begins: its prompt, its seed and how it was chosen. */
  PathStart begin(Visit visit, Probabilities probabilities, long path) {
    long size = corpus.size(visit.region());
    long index = promptIndex(visit);
    long prompt = corpus.coordinate(visit.region(), index).id();
    long seed =
        reuses()
            ? PathSchedule.reusedSeed(
                run.seed(), prompt, visit.number() / size, run.drawsPerPrompt())
            : PathSchedule.seed(run.seed(), path);
    return new PathStart(visit.region(), index, seed, probabilities.base(), probabilities.draw());
  }

  /** The draw at {@code position} of a path; its prompt's condition lies in row {@code row}. */
  Draw onPath(long ordinal, PathStart path, int position, int row) {
    int length = run.paths().length();
    return new Draw(
        ordinal,
        Branch.PATH,
        path.region(),
        Optional.of(corpus.coordinate(path.region(), path.prompt())),
        row,
        0,
        PathPlan.timestep(conditioning.timesteps(), length, path.seed(), position),
        path.seed(),
        position,
        path.baseProbability(),
        path.drawProbability(),
        importance(new Probabilities(path.baseProbability(), path.drawProbability())),
        corpus.teacher(path.region(), path.prompt()));
  }

  /** A draw that keeps its latent's prompt; the pair comes from the region assigned to it. */
  Draw paired(long ordinal, BranchDraw decided, Visit visit, Probabilities probabilities) {
    int size = pairs.size(visit.region());
    int lane = 1 + pairs.regions() + visit.region();
    int pair = pairs.pair(visit.region(), Math.toIntExact(item(visit, size, lane)));
    BranchDraw chosen = reuses() ? reused(pair, Branch.PAIRED, visit.number() / size) : decided;
    return unswapped(ordinal, chosen, pair, visit.region(), probabilities);
  }

  /** A draw that keeps its latent's prompt, uniform over the pairs. */
  Draw paired(long ordinal, BranchDraw decided) {
    int region = pairs.region(decided.latent());
    double share = pairs.share(region);
    return unswapped(
        ordinal, cycled(decided), decided.latent(), region, new Probabilities(share, share));
  }

  /** A draw without a prompt. */
  Draw withoutPrompt(long ordinal, BranchDraw decided) {
    return unswapped(
        ordinal, cycled(decided), decided.latent(), Draw.NO_REGION, new Probabilities(1, 1));
  }

  private BranchDraw cycled(BranchDraw decided) {
    return reuses()
        ? reused(
            decided.latent(),
            decided.branch(),
            Math.floorMod(decided.noiseSeed(), run.drawsPerPrompt()))
        : decided;
  }

  private boolean reuses() {
    return run.drawsPerPrompt() > 0;
  }

  private BranchDraw reused(long prompt, Branch branch, long round) {
    return conditioning.reused(run.seed(), prompt, branch, round, run.drawsPerPrompt());
  }

  private Draw unswapped(
      long ordinal, BranchDraw chosen, int latent, int region, Probabilities probabilities) {
    return new Draw(
        ordinal,
        chosen.branch(),
        region,
        Optional.empty(),
        Draw.NO_CONDITION,
        latent,
        chosen.t(),
        chosen.noiseSeed(),
        Draw.NO_POSITION,
        probabilities.base(),
        probabilities.draw(),
        importance(probabilities),
        chosen.branch() == Branch.PAIRED
            ? pairTeachers.of(latent, chosen.noiseSeed())
            : Draw.OWN_TEACHER);
  }

  private float importance(Probabilities probabilities) {
    return (float) objective.importanceWeight(probabilities.base(), probabilities.draw());
  }
}
