package dev.aria.teacher.inference;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.teacher.cache.AuditedCache;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Makes targets of draws: from the cache where one is kept, from the teacher otherwise. */
public final class TargetMaker {
  private final Teacher teacher;
  private final Inference inference;
  private final PathInference paths;
  private final Optional<AuditedCache> cache;
  private final double guidance;
  private final ElementType type;

  /**
   * @param inference for the draws that lie on no path
   * @param paths for those that do
   * @param cache targets made before; empty when every draw is fresh
   * @param guidance classifier-free guidance that {@code teacher} applies
   * @param type element type of the targets
   */
  public TargetMaker(
      Teacher teacher,
      Inference inference,
      PathInference paths,
      Optional<AuditedCache> cache,
      double guidance,
      ElementType type) {
    this.teacher = teacher;
    this.inference = inference;
    this.paths = paths;
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
    List<float[]> made = cache.map(kept -> cached(kept, samples)).orElseGet(() -> fresh(samples));
    List<TargetBatch> targets = new ArrayList<>(batches.size());
    int from = 0;
    for (DrawBatch batch : batches) {
      int to = from + batch.draws().size();
      targets.add(target(batch, made.subList(from, to)));
      from = to;
    }
    return targets;
  }

  private List<float[]> cached(AuditedCache kept, List<Sample> samples) {
    return kept.outputs(
        samples.stream().map(Sample::draw).toList(),
        asked -> fresh(asked.stream().map(samples::get).toList()));
  }

  /** Output of each sample; of one on a path, its x_t and then its output. */
  private List<float[]> fresh(List<Sample> samples) {
    Iterator<float[]> others =
        inference
            .outputs(samples.stream().filter(sample -> !isOnPath(sample.draw())).toList())
            .iterator();
    Iterator<float[]> onPaths = onPaths(samples.stream().filter(s -> isOnPath(s.draw())).toList());
    return samples.stream()
        .map(sample -> isOnPath(sample.draw()) ? onPaths.next() : others.next())
        .toList();
  }

  /** Batch after batch: a later one goes on with the paths of an earlier one. */
  private Iterator<float[]> onPaths(List<Sample> samples) {
    List<float[]> made = new ArrayList<>(samples.size());
    for (int from = 0, to; from < samples.size(); from = to) {
      DrawBatch batch = samples.get(from).batch();
      to = from + 1;
      while (to < samples.size() && samples.get(to).batch().equals(batch)) {
        to++;
      }
      List<Draw> draws = samples.subList(from, to).stream().map(Sample::draw).toList();
      made.addAll(paths.samples(batch, draws));
    }
    return made.iterator();
  }

  private static boolean isOnPath(Draw draw) {
    return draw.branch() == Branch.PATH;
  }

  private TargetBatch target(DrawBatch batch, List<float[]> made) {
    int width = teacher.sampleShape().stream().reduce(1, Math::multiplyExact);
    List<float[]> outputs = made.stream().map(one -> last(one, width)).toList();
    List<float[]> states =
        made.stream()
            .filter(one -> one.length > width)
            .map(one -> Arrays.copyOf(one, width))
            .toList();
    return new TargetBatch(batch, rows(outputs), rows(states), teacher.digest(), guidance);
  }

  private static float[] last(float[] values, int count) {
    return Arrays.copyOfRange(values, values.length - count, values.length);
  }

  /** As (N, sample shape). */
  private Tensor rows(List<float[]> values) {
    List<Integer> sampleShape = teacher.sampleShape();
    int width = sampleShape.stream().reduce(1, Math::multiplyExact);
    float[] rows = new float[values.size() * width];
    for (int row = 0; row < values.size(); row++) {
      System.arraycopy(values.get(row), 0, rows, row * width, width);
    }
    return Tensor.ofRows(rows, sampleShape).as(type);
  }
}
