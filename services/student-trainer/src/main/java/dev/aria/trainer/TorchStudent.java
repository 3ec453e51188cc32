package dev.aria.trainer;

import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.safetensors.NamedTensors;
import dev.aria.models.safetensors.Safetensors;
import dev.aria.models.training.CheckpointWritten;
import dev.aria.models.training.MicroBatch;
import dev.aria.models.training.ShardGradient;
import dev.aria.models.training.Trainable;
import dev.aria.models.training.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A student on libtorch. Gradients of the shards are kept apart until the update sums them. */
final class TorchStudent implements Student {
  private final String name;
  private final Trainable model;
  private final List<ShardGradient> gradients = new ArrayList<>();

  /** Takes over {@code model}, and closes it. */
  TorchStudent(String name, Trainable model) {
    this.name = name;
    this.model = model;
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
  public CheckpointWritten save(Path file, Map<String, String> metadata) {
    return model.checkpoint(file, metadata);
  }

  @Override
  public String weightsSha256() {
    return model.weightsSha256();
  }

  /** The moving average is the student; the weights behind it go beside it. */
  @Override
  public void export(Path folder) {
    export(folder, name, Weights.AVERAGED);
    export(folder, name + "-raw", Weights.CURRENT);
  }

  private void export(Path folder, String as, Weights which) {
    ModelDescriptor exported = model.export(folder.resolve(as + ".pt"), as, which);
    Path file = folder.resolve(as + ".safetensors");
    Map<String, String> metadata =
        Map.of("name", exported.name(), "family", exported.family(), "format", "pt");
    try {
      Safetensors.write(file, new NamedTensors(model.parameters(which), metadata));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  @Override
  public void close() {
    gradients.forEach(ShardGradient::close);
    model.close();
  }
}
