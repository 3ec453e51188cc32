package dev.aria.streamer.drawing;

import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.SamplerState;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.NewestRecord;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import java.util.List;
import java.util.Optional;

/** The end of a run's draws, held against its sampler's state: one transaction wrote both. */
final class LoggedDraws {
  private final Cluster cluster;
  private final RunSettings run;

  LoggedDraws(Cluster cluster, RunSettings run) {
    this.cluster = cluster;
    this.run = run;
  }

  /**
   * Draws that retention has deleted are not missed.
   *
   * @throws RunRefused when the draws end before what the state says, or behind it: to go on would
   *     leave a gap, or draw a step twice
   */
  void refuseOtherThan(SamplerState state) {
    long next = state.nextStep();
    newest(next, 0).filter(step -> step >= next).ifPresent(step -> refuse(state, next, step));
    if (next > 0) {
      newest(next - 1, run.shards() - 1)
          .filter(step -> step != next - 1)
          .ifPresent(step -> refuse(state, next - 1, step));
    }
  }

  /** Newest step in the partition where {@code shard} of {@code step} belongs. */
  private Optional<Long> newest(long step, int shard) {
    List<Integer> partition = List.of(run.workPartition(step, shard));
    try (TopicReader<DrawBatch> reader = cluster.reader(Topics.draws(run), partition)) {
      return NewestRecord.find(reader, batch -> batch.run().equals(run.name()))
          .map(DrawBatch::step);
    }
  }

  private void refuse(SamplerState state, long step, long newest) {
    throw new RunRefused(
        "run '%s' is to go on with step %d, but the newest draws where those of step %d belong are of step %d: topic %s has lost its newest record, or topic %s has (see their dead letters); start the run under another name (aria.run.name)"
            .formatted(
                run.name(),
                state.nextStep(),
                step,
                newest,
                Topics.samplerState(run).name(),
                Topics.draws(run).name()));
  }
}
