package dev.aria.runtime.settings;

import dev.aria.core.record.DrawBatch;

/**
 * What Kafka or Redis holds under the run's name does not go with its settings, or not with itself;
 * the message names both and the way out.
 */
public final class RunRefused extends RuntimeException {
  public RunRefused(String message) {
    super(message);
  }

  /**
   * A sampler never changes the lineage of a run, so it is the reader's setting that is wrong.
   *
   * @param records what was read, in the plural
   * @param draws those that the record holds
   * @param lineage of the reader
   */
  public static RunRefused otherLineage(String records, DrawBatch draws, long lineage) {
    return new RunRefused(
        "%s of step %d, shard %d of run '%s' are of lineage %d, but aria.run.lineage is %d; set it to %d, as the prompt streamer has it"
            .formatted(
                records,
                draws.step(),
                draws.shard(),
                draws.run(),
                draws.lineage(),
                lineage,
                draws.lineage()));
  }
}
