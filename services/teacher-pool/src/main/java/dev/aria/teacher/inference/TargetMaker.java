package dev.aria.teacher.inference;

import dev.aria.core.record.TargetBatch;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.teacher.cache.AuditedCache;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Makes targets of draws: from the cache where one is kept, from the teacher otherwise. All draws
 * of a job share calls of the teacher, those on paths among them.
 */
public final class TargetMaker {
  private final Teacher teacher;
  private final Inference inference;
  private final TeacherPaths paths;
  private final Optional<AuditedCache> cache;
  private final double guidance;
  private final ElementType type;

  /**
   * @param inference asks {@code teacher}
   * @param cache targets made before; empty when every draw is fresh
   * @param guidance classifier-free guidance that {@code teacher} applies
   * @param type element type of the targets
   */
  public TargetMaker(
      Teacher teacher,
      Inference inference,
      TeacherPaths paths,
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

  /**
   * Reads from the log what {@link #make} needs, so that {@code make} takes the teacher's time
   * alone.
   */
  public void prepare(List<Assigned> batches) {
    batches.forEach(paths::find);
  }

  /** Targets of each batch, in their order. */
  public List<TargetBatch> make(List<Assigned> batches) {
    TargetBatch[] targets = new TargetBatch[batches.size()];
    for (List<Integer> wave : waves(batches)) {
      List<TargetBatch> made = together(wave.stream().map(batches::get).toList());
      for (int i = 0; i < made.size(); i++) {
        targets[wave.get(i)] = made.get(i);
      }
    }
    return List.of(targets);
  }

  /**
   * Indices of {@code batches} in parts of which each holds a shard once: its paths go on from a
   * step to the next. Draws on no path can all be made together.
   */
  private static List<List<Integer>> waves(List<Assigned> batches) {
    if (batches.stream().noneMatch(Assigned::isOnPaths)) {
      return List.of(IntStream.range(0, batches.size()).boxed().toList());
    }
    List<List<Integer>> waves = new ArrayList<>();
    Map<Integer, Integer> seen = new HashMap<>();
    for (int i = 0; i < batches.size(); i++) {
      int wave = seen.merge(batches.get(i).draws().shard(), 1, Integer::sum) - 1;
      if (wave == waves.size()) {
        waves.add(new ArrayList<>());
      }
      waves.get(wave).add(i);
    }
    return waves;
  }

  private List<TargetBatch> together(List<Assigned> batches) {
    List<Sample> samples =
        atTheirDraws(batches.stream().flatMap(batch -> paths.samples(batch).stream()).toList());
    List<float[]> outputs = outputs(samples);
    List<TargetBatch> targets = new ArrayList<>(batches.size());
    int from = 0;
    for (Assigned batch : batches) {
      int to = from + batch.draws().draws().size();
      List<Sample> own = samples.subList(from, to);
      paths.passed(own, outputs.subList(from, to));
      targets.add(target(batch, own, outputs.subList(from, to)));
      from = to;
    }
    return targets;
  }

  /** Takes the paths that are behind to where their draws want them. */
  private List<Sample> atTheirDraws(List<Sample> samples) {
    List<Sample> at = new ArrayList<>(samples);
    List<Integer> behind = behind(at);
    while (!behind.isEmpty()) {
      List<float[]> outputs = inference.outputs(behind.stream().map(at::get).toList());
      for (int i = 0; i < outputs.size(); i++) {
        at.set(behind.get(i), paths.advanced(at.get(behind.get(i)), outputs.get(i)));
      }
      behind = behind(at);
    }
    return at;
  }

  private static List<Integer> behind(List<Sample> samples) {
    return IntStream.range(0, samples.size())
        .filter(i -> samples.get(i).isBehind())
        .boxed()
        .toList();
  }

  /** Output of each sample; of one on a path as the log gives it back. */
  private List<float[]> outputs(List<Sample> samples) {
    return cache.map(kept -> cached(kept, samples)).orElseGet(() -> fresh(samples));
  }

  private List<float[]> fresh(List<Sample> samples) {
    List<float[]> outputs = inference.outputs(samples);
    return IntStream.range(0, samples.size())
        .mapToObj(i -> logged(samples.get(i), outputs.get(i)))
        .toList();
  }

  private float[] logged(Sample sample, float[] output) {
    return sample.point().isPresent() ? paths.rounded(output) : output;
  }

  /** The cache holds x_t of a sample on a path as well, since it answers for those bits alone. */
  private List<float[]> cached(AuditedCache kept, List<Sample> samples) {
    return kept
        .outputs(
            samples.stream().map(Sample::draw).toList(),
            (i, entry) -> samples.get(i).beginsWithItsX(entry),
            asked -> entries(asked.stream().map(samples::get).toList()))
        .stream()
        .map(entry -> Arrays.copyOfRange(entry, entry.length - width(), entry.length))
        .toList();
  }

  private List<float[]> entries(List<Sample> samples) {
    List<float[]> outputs = fresh(samples);
    return IntStream.range(0, samples.size())
        .mapToObj(i -> samples.get(i).withItsX(outputs.get(i)))
        .toList();
  }

  private TargetBatch target(Assigned batch, List<Sample> samples, List<float[]> outputs) {
    List<float[]> states =
        samples.stream().flatMap(sample -> sample.point().stream()).map(PathPoint::x).toList();
    return new TargetBatch(batch.draws(), rows(outputs), rows(states), teacher.digest(), guidance);
  }

  private int width() {
    return teacher.sampleShape().stream().reduce(1, Math::multiplyExact);
  }

  /** As (N, sample shape). */
  private Tensor rows(List<float[]> values) {
    int width = width();
    float[] rows = new float[values.size() * width];
    for (int row = 0; row < values.size(); row++) {
      System.arraycopy(values.get(row), 0, rows, row * width, width);
    }
    return Tensor.ofRows(rows, teacher.sampleShape()).as(type);
  }
}
