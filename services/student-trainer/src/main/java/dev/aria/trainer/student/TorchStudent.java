package dev.aria.trainer.student;

import dev.aria.core.diffusion.LossSpace;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.training.MicroBatch;
import dev.aria.models.training.ShardGradient;
import dev.aria.models.training.ShardSpan;
import dev.aria.models.training.Snapshot;
import dev.aria.models.training.StepOutcome;
import dev.aria.models.training.Trainable;
import dev.aria.models.training.Weights;
import dev.aria.models.weights.WeightsFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A student on libtorch. */
final class TorchStudent implements Student {
  private final String name;
  private final Trainable model;
  private final LossFactors loss;
  private final Map<ShardSpan, ShardGradient> gradients = new HashMap<>();

  /** Takes over {@code model}, and closes it. */
  TorchStudent(String name, Trainable model, LossSpace space) {
    this.loss = new LossFactors(model.descriptor(), space);
    this.name = name;
    this.model = model;
  }

  @Override
  public int parameters() {
    return model.size();
  }

  @Override
  public List<float[]> learn(ShardSpan span, List<MicroBatch> shards) {
    List<float[]> discrepancies = new ArrayList<>();
    keep(span, sum(span, shards.iterator(), discrepancies));
    return discrepancies;
  }

  /** Sums as it goes: no more gradients are held at once than the tree is deep. */
  private ShardGradient sum(
      ShardSpan span, Iterator<MicroBatch> shards, List<float[]> discrepancies) {
    if (span.count() == 1) {
      ShardGradient one = model.shardGradient(loss.applied(shards.next()));
      discrepancies.add(one.discrepancies());
      return one;
    }
    ShardGradient left = sum(span.left(), shards, discrepancies);
    try {
      return model.sum(List.of(left, sum(span.right(), shards, discrepancies)));
    } catch (RuntimeException e) {
      left.close();
      throw e;
    }
  }

  @Override
  public Gradient gradient(ShardSpan span) {
    ShardGradient sum = gradients.get(span);
    if (sum == null) {
      throw new IllegalArgumentException("nothing is kept for " + span);
    }
    return new Gradient(span, sum.loss(), sum.values());
  }

  @Override
  public void take(Gradient gradient) {
    ShardSpan span = gradient.span();
    keep(span, model.received(gradient.values(), span.count(), gradient.loss()));
  }

  private void keep(ShardSpan span, ShardGradient sum) {
    ShardGradient former = gradients.put(span, sum);
    if (former != null) {
      former.close();
    }
  }

  @Override
  public Set<ShardSpan> kept() {
    return Set.copyOf(gradients.keySet());
  }

  @Override
  public StepOutcome update(List<ShardSpan> cover) {
    List<ShardGradient> parts = new ArrayList<>();
    cover.forEach(span -> parts.add(gradients.remove(span)));
    try {
      return model.apply(parts);
    } finally {
      forgetGradients();
    }
  }

  private void forgetGradients() {
    gradients.values().forEach(ShardGradient::close);
    gradients.clear();
  }

  @Override
  public float[] score(MicroBatch batch) {
    return model.discrepancies(batch);
  }

  @Override
  public Tensor predict(Tensor x, int[] t, Tensor cond) {
    return model.predict(x, t, cond);
  }

  @Override
  public Snapshot snapshot(Map<String, String> metadata) {
    return model.snapshot(metadata);
  }

  /** The moving average is the student; the weights behind it go beside it. */
  @Override
  public void export(Path folder) {
    export(folder, name, Weights.AVERAGED);
    export(folder, name + "-raw", Weights.CURRENT);
  }

  private void export(Path folder, String as, Weights which) {
    ModelDescriptor exported = model.export(folder.resolve(as + ".pt"), as, which);
    WeightsFile.write(folder.resolve(as + ".safetensors"), exported, model.parameters(which));
  }

  @Override
  public void close() {
    forgetGradients();
    model.close();
  }
}
