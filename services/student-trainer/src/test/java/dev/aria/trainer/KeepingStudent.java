package dev.aria.trainer;

import dev.aria.core.tensor.Tensor;
import dev.aria.models.training.MicroBatch;
import dev.aria.models.training.ShardSpan;
import dev.aria.models.training.Snapshot;
import dev.aria.models.training.StepOutcome;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps what it is given, and learns nothing. */
final class KeepingStudent implements Student {
  private final Set<ShardSpan> kept = new HashSet<>();

  @Override
  public int parameters() {
    return 1;
  }

  @Override
  public List<float[]> learn(ShardSpan span, List<MicroBatch> shards) {
    kept.add(span);
    return List.of();
  }

  @Override
  public Gradient gradient(ShardSpan span) {
    return new Gradient(span, 0, Tensor.of(new float[] {1}, 1));
  }

  @Override
  public void take(Gradient gradient) {
    kept.add(gradient.span());
  }

  @Override
  public Set<ShardSpan> kept() {
    return Set.copyOf(kept);
  }

  @Override
  public StepOutcome update(List<ShardSpan> cover) {
    kept.clear();
    return new StepOutcome(1, 0, 0, 0, false);
  }

  @Override
  public float[] score(MicroBatch batch) {
    return new float[batch.size()];
  }

  @Override
  public Snapshot snapshot(Map<String, String> metadata) {
    throw new IllegalStateException("this student is never copied");
  }

  @Override
  public void export(Path folder) {}

  @Override
  public void close() {}
}
