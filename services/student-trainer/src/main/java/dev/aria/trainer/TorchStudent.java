package dev.aria.trainer;

import dev.aria.models.training.MicroBatch;
import dev.aria.models.training.ShardGradient;
import dev.aria.models.training.Trainable;
import java.util.ArrayList;
import java.util.List;

/** A student on libtorch. Gradients of the shards are kept apart until the update sums them. */
final class TorchStudent implements Student {
  private final Trainable model;
  private final List<ShardGradient> gradients = new ArrayList<>();

  /** Takes over {@code model}, and closes it. */
  TorchStudent(Trainable model) {
    this.model = model;
  }

  /** The model itself, for checkpoints. */
  Trainable model() {
    return model;
  }

  @Override
  public float[] learn(MicroBatch batch) {
    ShardGradient gradient = model.shardGradient(batch);
    gradients.add(gradient);
    return gradient.discrepancies();
  }

  @Override
  public void update() {
    List<ShardGradient> shards = List.copyOf(gradients);
    gradients.clear();
    model.apply(shards);
  }

  @Override
  public float[] score(MicroBatch batch) {
    return model.discrepancies(batch);
  }

  @Override
  public void close() {
    gradients.forEach(ShardGradient::close);
    model.close();
  }
}
