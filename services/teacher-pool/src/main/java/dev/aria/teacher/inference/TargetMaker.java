package dev.aria.teacher.inference;

import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.teacher.cache.AuditedCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes targets of draws: from the cache where one is kept, from the teacher otherwise. */
public final class TargetMaker {
  private final Teacher teacher;
  private final Inference inference;
  private final Optional<AuditedCache> cache;
  private final double guidance;
  private final ElementType type;

  /**
   * @param cache targets made before; empty when every draw is fresh
   * @param guidance classifier-free guidance that {@code teacher} applies
   * @param type element type of the targets
   */
  public TargetMaker(
      Teacher teacher,
      Inference inference,
      Optional<AuditedCache> cache,
      double guidance,
      ElementType type) {
    this.teacher = teacher;
    this.inference = inference;
    this.cache = cache;
    this.guidance = guidance;
    this.type = type;
  }

  /** Targets of each batch, in their order. */
  public List<TargetBatch> make(List<DrawBatch> batches) {
    List<Sample> samples =
        batches.stream()
            .flatMap(batch -> batch.draws().stream().map(draw -> new Sample(batch, draw)))
            .toList();
    List<float[]> noise =
        cache.map(kept -> cached(kept, samples)).orElseGet(() -> inference.noise(samples));
    List<TargetBatch> targets = new ArrayList<>(batches.size());
    int from = 0;
    for (DrawBatch batch : batches) {
      int to = from + batch.draws().size();
      targets.add(target(batch, noise.subList(from, to)));
      from = to;
    }
    return targets;
  }

  private List<float[]> cached(AuditedCache kept, List<Sample> samples) {
    return kept.noise(
        samples.stream().map(Sample::draw).toList(),
        asked -> inference.noise(asked.stream().map(samples::get).toList()));
  }

  private TargetBatch target(DrawBatch batch, List<float[]> noise) {
    List<Integer> sampleShape = teacher.sampleShape();
    int[] shape = new int[sampleShape.size() + 1];
    shape[0] = noise.size();
    for (int i = 1; i < shape.length; i++) {
      shape[i] = sampleShape.get(i - 1);
    }
    int width = noise.get(0).length;
    float[] rows = new float[noise.size() * width];
    for (int row = 0; row < noise.size(); row++) {
      System.arraycopy(noise.get(row), 0, rows, row * width, width);
    }
    return new TargetBatch(batch, Tensor.of(rows, shape).as(type), teacher.digest(), guidance);
  }
}
