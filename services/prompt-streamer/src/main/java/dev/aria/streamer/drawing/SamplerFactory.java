package dev.aria.streamer.drawing;

import dev.aria.runtime.loop.Turns;
import dev.aria.streamer.corpus.StreamerContext;

/**
 * Opens the sampler of a process, anew after each rolled back transaction. Its metrics stay the
 * same for as long as the process lives.
 */
public final class SamplerFactory {
  private final StreamerContext context;
  private final DrawingSettings settings;
  private final SamplerInputs inputs;
  private final SamplerMeters meters;

  /**
   * @param inputs the teacher's timesteps and the paired set; their owner closes the set, after the
   *     last sampler
   */
  public SamplerFactory(StreamerContext context, DrawingSettings settings, SamplerInputs inputs) {
    this.context = context;
    this.settings = settings;
    this.inputs = inputs;
    this.meters = new SamplerMeters(context.meters());
  }

  /** Draws until the run's last step, or until it is closed. */
  public Turns open() {
    return new Sampler(context, settings, inputs, meters);
  }
}
