package dev.aria.streamer.drawing;

import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.SamplerState;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.streamer.store.Corpus;
import java.util.List;

/**
 * The draws of a run, a step at a time, for a caller that trains each step before it asks for the
 * next. Nothing is written: the state lives as long as this. Not thread-safe.
 */
public final class LockStepSampler {
  private static final long NO_CONTROL_LOG = 0;

  private final StepMaker maker;
  private final ControlView view;
  private SamplerState state;

  /**
   * Begins {@code run} at its first step, under the corpus shares.
   *
   * @param corpus its prompts, by the regions of {@code map}
   */
  public LockStepSampler(
      RunSettings run, SamplerInputs inputs, Corpus corpus, RegionMapRecord map) {
    StepMaker.Pairs pairs = inputs.assigned(run, map);
    this.maker = new StepMaker(run, inputs.conditioning(run), corpus, map, pairs);
    this.view = new ControlView(run, map, BranchWeights.natural(map, pairs.index()));
    this.state = StepMaker.start(run, map.digest());
  }

  /**
   * The draws of the next step, one batch a shard, by shard.
   *
   * @throws IllegalStateException when the run's last step is drawn
   */
  public List<DrawBatch> next() {
    if (state.finished()) {
      throw new IllegalStateException(
          "run '%s' has drawn all of its %d steps".formatted(state.run(), state.nextStep()));
    }
    StepMaker.Step step = maker.make(state, view.weights(), NO_CONTROL_LOG);
    state = step.after();
    return step.batches();
  }

  /** Whether the run's last step is drawn. */
  public boolean finished() {
    return state.finished();
  }

  /**
   * Draws by {@code weights} from the next step on.
   *
   * @throws IllegalArgumentException when they are of another run, lineage or map, or no later than
   *     those in force
   */
  public void use(SamplingWeights weights) {
    long before = view.refused();
    view.apply(weights);
    if (view.refused() > before) {
      throw new IllegalArgumentException(
          "weights %s of run '%s', lineage %d, map %s are refused: run '%s' draws under weights %s"
              .formatted(
                  weights.version(),
                  weights.run(),
                  weights.lineage(),
                  weights.regionMapDigest(),
                  state.run(),
                  view.weights().version()));
    }
  }
}
