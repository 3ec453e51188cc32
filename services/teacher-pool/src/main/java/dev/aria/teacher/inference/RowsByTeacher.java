package dev.aria.teacher.inference;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Rows of which each belongs to one of a run's teachers: those of a teacher are one call. B rows, S
 * elements a sample, C elements a condition.
 */
public final class RowsByTeacher {
  private final Teacher teacher;
  private final List<Integer> of;

  /**
   * @param teacher the run's teachers
   * @param of (B) index of the teacher of each row
   */
  public RowsByTeacher(Teacher teacher, List<Integer> of) {
    this.teacher = teacher;
    this.of = List.copyOf(of);
  }

  /**
   * What the teacher of each row says.
   *
   * @param x (B, S) noised samples
   * @param timesteps (B)
   * @param conditions (B, C)
   * @return (B, S)
   */
  public float[] outputs(float[] x, List<Integer> timesteps, float[] conditions) {
    return each(
        (one, rows) ->
            one.outputs(
                picked(x, rows),
                rows.stream().mapToInt(timesteps::get).toArray(),
                picked(conditions, rows)));
  }

  /**
   * Latents that the teacher of each row samples.
   *
   * @param conditions (B, C)
   * @param seeds (B) seed of each sample's initial noise
   * @return (B, S)
   */
  public float[] sample(float[] conditions, List<Long> seeds) {
    return each(
        (one, rows) ->
            one.sample(picked(conditions, rows), rows.stream().map(seeds::get).toList()));
  }

  private float[] each(BiFunction<Teacher, List<Integer>, float[]> call) {
    int width = teacher.sampleShape().stream().reduce(1, Math::multiplyExact);
    float[] all = new float[of.size() * width];
    for (int index : of.stream().distinct().sorted().toList()) {
      List<Integer> rows =
          IntStream.range(0, of.size()).filter(row -> of.get(row) == index).boxed().toList();
      float[] own = call.apply(teacher.expert(index), rows);
      for (int i = 0; i < rows.size(); i++) {
        System.arraycopy(own, i * width, all, rows.get(i) * width, width);
      }
    }
    return all;
  }

  private float[] picked(float[] values, List<Integer> rows) {
    int width = values.length / of.size();
    float[] picked = new float[rows.size() * width];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(values, rows.get(i) * width, picked, i * width, width);
    }
    return picked;
  }
}
