package dev.aria.teacher.inference;

import dev.aria.runtime.pairs.SampleInputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Runs the teacher on samples, a bounded number of rows a call. Samples of several teachers are
 * asked teacher by teacher: a sample gets the bits that it would get in a pool of its own teacher
 * alone.
 */
public final class Inference {
  private final Teacher teacher;
  private final SampleInputs inputs;
  private final int rows;
  private final boolean fixed;
  private final InferenceMetrics metrics;

  /**
   * @param rows most samples of one call
   * @param fixed whether every call has {@code rows} rows, the last one padded: a matrix product
   *     rounds by its shape, so only then does a sample get the same bits whatever stands beside it
   */
  public Inference(
      Teacher teacher, SampleInputs inputs, int rows, boolean fixed, InferenceMetrics metrics) {
    this.teacher = teacher;
    this.inputs = inputs;
    this.rows = rows;
    this.fixed = fixed;
    this.metrics = metrics;
  }

  /**
   * The teacher's output for each of {@code samples}, in their order; of one whose path is behind,
   * for where that stands.
   *
   * @throws TeacherBroken when an element is not finite
   */
  List<float[]> outputs(List<Sample> samples) {
    Map<Integer, List<Sample>> byTeacher = new TreeMap<>();
    for (Sample sample : samples) {
      byTeacher.computeIfAbsent(sample.draw().teacher(), key -> new ArrayList<>()).add(sample);
    }
    Map<Integer, Iterator<float[]>> answers = new HashMap<>();
    byTeacher.forEach((index, own) -> answers.put(index, outputs(teacher.expert(index), own)));
    return samples.stream()
        .map(sample -> Objects.requireNonNull(answers.get(sample.draw().teacher())).next())
        .toList();
  }

  private Iterator<float[]> outputs(Teacher of, List<Sample> samples) {
    List<float[]> outputs = new ArrayList<>(samples.size());
    for (int from = 0; from < samples.size(); from += rows) {
      outputs.addAll(call(of, samples.subList(from, Math.min(from + rows, samples.size()))));
    }
    return outputs.iterator();
  }

  private List<float[]> call(Teacher of, List<Sample> samples) {
    int size = fixed ? rows : samples.size();
    float[] x = new float[size * inputs.sampleSize()];
    int[] timesteps = new int[size];
    float[] conditions = new float[size * inputs.conditionSize()];
    for (int row = 0; row < samples.size(); row++) {
      Sample sample = samples.get(row);
      noised(sample, x, row * inputs.sampleSize());
      timesteps[row] = sample.timestep();
      inputs.condition(sample.batch(), sample.draw(), conditions, row * inputs.conditionSize());
    }
    metrics.repeated((int) samples.stream().filter(Sample::isBehind).count());
    float[] outputs = metrics.call(samples.size(), () -> of.outputs(x, timesteps, conditions));
    return split(samples, outputs);
  }

  private void noised(Sample sample, float[] target, int offset) {
    if (sample.point().isPresent()) {
      System.arraycopy(sample.point().get().x(), 0, target, offset, inputs.sampleSize());
    } else {
      inputs.noised(sample.draw(), target, offset);
    }
  }

  private List<float[]> split(List<Sample> samples, float[] outputs) {
    int width = inputs.sampleSize();
    List<float[]> split = new ArrayList<>(samples.size());
    for (int row = 0; row < samples.size(); row++) {
      float[] one = Arrays.copyOfRange(outputs, row * width, (row + 1) * width);
      TeacherBroken.refuse(samples.get(row), one);
      split.add(one);
    }
    return split;
  }
}
