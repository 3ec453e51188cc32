package dev.aria.trials.bench;

import dev.aria.core.record.Draw;
import dev.aria.core.record.TargetBatch;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.training.MicroBatch;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The first targets that a run has recorded, as a student is given them, held in memory. */
final class RecordedTargets {
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final int FRUITLESS_POLLS = 50;

  private final List<List<MicroBatch>> steps;

  private RecordedTargets(List<List<MicroBatch>> steps) {
    this.steps = steps;
  }

  /** The targets of the run's first {@code steps} steps. */
  static RecordedTargets read(
      Cluster cluster, RunSettings run, PairedSet pairs, ModelDescriptor teacher, int steps) {
    SampleInputs inputs =
        new SampleInputs(
            pairs, teacher.diffusion().schedule().schedule(), teacher.nullCondition().toFloats());
    List<Map<Long, MicroBatch>> shards =
        IntStream.range(0, run.shards())
            .<Map<Long, MicroBatch>>mapToObj(shard -> new TreeMap<>())
            .toList();
    List<Integer> partitions = IntStream.range(0, run.shards()).boxed().toList();
    try (TopicReader<TargetBatch> reader = cluster.reader(Topics.targets(run), partitions)) {
      for (int fruitless = 0; shards.stream().anyMatch(shard -> shard.size() < steps); ) {
        List<Received<TargetBatch>> found = reader.poll(PATIENCE);
        fruitless = found.isEmpty() ? fruitless + 1 : 0;
        if (fruitless == FRUITLESS_POLLS) {
          throw new IllegalStateException(
              "run '%s' has not recorded %d steps".formatted(run.name(), steps));
        }
        found.stream()
            .map(Received::value)
            .filter(batch -> batch.draws().step() < steps)
            .forEach(
                batch ->
                    shards
                        .get(batch.draws().shard())
                        .putIfAbsent(batch.draws().step(), microBatch(batch, inputs)));
      }
    }
    return new RecordedTargets(
        IntStream.range(0, steps)
            .mapToObj(step -> shards.stream().map(shard -> shard.get((long) step)).toList())
            .toList());
  }

  private static MicroBatch microBatch(TargetBatch targets, SampleInputs inputs) {
    List<Draw> draws = targets.draws().draws();
    float[] conditions = new float[draws.size() * inputs.conditionSize()];
    int[] timesteps = new int[draws.size()];
    float[] weights = new float[draws.size()];
    for (int i = 0; i < draws.size(); i++) {
      Draw draw = draws.get(i);
      inputs.condition(targets.draws(), draw, conditions, i * inputs.conditionSize());
      timesteps[i] = draw.timestep();
      weights[i] = draw.importanceWeight();
    }
    return new MicroBatch(
        inputs.samples(inputs.noised(targets)),
        timesteps,
        inputs.conditions(conditions),
        inputs.samples(targets.outputs().toFloats()),
        weights);
  }

  /**
   * What the student learns from in step {@code step}, by shard; after the last, the first again.
   */
  List<MicroBatch> of(long step) {
    return steps.get((int) (step % steps.size()));
  }
}
