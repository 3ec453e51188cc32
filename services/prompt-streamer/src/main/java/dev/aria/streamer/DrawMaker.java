package dev.aria.streamer;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.conditioning.BranchDraw;
import dev.aria.core.conditioning.RandomConditioning;
import dev.aria.core.record.Draw;
import dev.aria.core.record.PromptCoordinate;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.streamer.BranchSchedule.Turn;
import java.util.Optional;

/**
 * Turns what the counters decided about a draw, and the region whose turn it is, into the whole
 * draw. Within a region prompts come in a random order without repetition, and again in another
 * order once all were drawn.
 *
 * <p>With draws-per-prompt M above 0 a prompt cycles through M fixed (t, latent, noise): by the
 * region's round where it is drawn by turns, by its own random number where it is drawn uniformly.
 */
final class DrawMaker {
  private final RunSettings run;
  private final RandomConditioning conditioning;
  private final Corpus corpus;
  private final PairIndex pairs;
  private final boolean preserve;

  DrawMaker(RunSettings run, RandomConditioning conditioning, Corpus corpus, PairIndex pairs) {
    this.run = run;
    this.conditioning = conditioning;
    this.corpus = corpus;
    this.pairs = pairs;
    this.preserve = run.allocation().objective().equals("preserve");
  }

  /**
   * Probabilities with which a steered draw's region was chosen.
   *
   * @param base under Random Conditioning
   * @param draw under the weights
   */
  record Odds(double base, double draw) {}

  /** Index of the prompt whose turn it is, among those of its region. */
  long promptIndex(Turn turn) {
    return item(turn, corpus.size(turn.region()), 1 + turn.region());
  }

  private long item(Turn turn, long size, int lane) {
    return PromptOrder.of(run.seed(), lane, turn.visit() / size, size).at(turn.visit() % size);
  }

  /** A draw whose prompt is replaced by one of the corpus, which lies in row {@code row}. */
  Draw swapped(long ordinal, BranchDraw fate, Turn turn, int row, Odds odds) {
    PromptCoordinate prompt = corpus.coordinate(turn.region(), promptIndex(turn));
    long round = turn.visit() / corpus.size(turn.region());
    BranchDraw chosen = reuses() ? reused(prompt.id(), Branch.SWAPPED, round) : fate;
    return new Draw(
        ordinal,
        Branch.SWAPPED,
        turn.region(),
        Optional.of(prompt),
        row,
        chosen.latent(),
        chosen.t(),
        chosen.noiseSeed(),
        odds.base(),
        odds.draw(),
        importance(odds));
  }

  /** A draw that keeps its latent's prompt, both from the region whose turn it is. */
  Draw paired(long ordinal, BranchDraw fate, Turn turn, Odds odds) {
    int size = pairs.size(turn.region());
    int lane = 1 + pairs.regions() + turn.region();
    int pair = pairs.pair(turn.region(), Math.toIntExact(item(turn, size, lane)));
    BranchDraw chosen = reuses() ? reused(pair, Branch.PAIRED, turn.visit() / size) : fate;
    return unswapped(ordinal, chosen, pair, turn.region(), odds);
  }

  /** A draw that keeps its latent's prompt, uniform over the pairs. */
  Draw paired(long ordinal, BranchDraw fate) {
    int region = pairs.region(fate.latent());
    double share = pairs.share(region);
    return unswapped(ordinal, cycled(fate), fate.latent(), region, new Odds(share, share));
  }

  /** A draw without a prompt. */
  Draw withoutPrompt(long ordinal, BranchDraw fate) {
    return unswapped(ordinal, cycled(fate), fate.latent(), Draw.NO_REGION, new Odds(1, 1));
  }

  private BranchDraw cycled(BranchDraw fate) {
    return reuses()
        ? reused(
            fate.latent(), fate.branch(), Math.floorMod(fate.noiseSeed(), run.drawsPerPrompt()))
        : fate;
  }

  private boolean reuses() {
    return run.drawsPerPrompt() > 0;
  }

  private BranchDraw reused(long prompt, Branch branch, long visit) {
    return conditioning.reused(run.seed(), prompt, branch, visit, run.drawsPerPrompt());
  }

  private Draw unswapped(long ordinal, BranchDraw chosen, int latent, int region, Odds odds) {
    return new Draw(
        ordinal,
        chosen.branch(),
        region,
        Optional.empty(),
        Draw.NO_CONDITION,
        latent,
        chosen.t(),
        chosen.noiseSeed(),
        odds.base(),
        odds.draw(),
        importance(odds));
  }

  private float importance(Odds odds) {
    return preserve ? (float) (odds.base() / odds.draw()) : 1;
  }
}
