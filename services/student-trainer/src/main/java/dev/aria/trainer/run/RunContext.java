package dev.aria.trainer.run;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.runtime.card.CardSettings;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.tracing.ShardTraces;

/**
 * The run, as all trainers of a process share it.
 *
 * @param cluster that holds the run's topics
 * @param settings of the run
 * @param teacher descriptor of the run's teacher; its file is not needed
 * @param pairs the run's paired set; closed by its owner
 * @param metrics what the trainers count
 * @param card what the run's owner tells of its models and data
 * @param traces where spans go
 */
public record RunContext(
    Cluster cluster,
    RunSettings settings,
    ModelDescriptor teacher,
    PairedSet pairs,
    TrainerMetrics metrics,
    CardSettings card,
    ShardTraces traces) {
  /** The teacher's noise schedule, which the student shares. */
  public NoiseSchedule schedule() {
    return teacher.diffusion().schedule().schedule();
  }

  /** Rebuilds micro-batches from draws; new at each call, since it is not thread-safe. */
  public SampleInputs inputs() {
    return new SampleInputs(pairs, schedule(), teacher.nullCondition().toFloats());
  }
}
