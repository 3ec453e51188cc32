package dev.aria.trainer.student;

import dev.aria.core.tensor.Tensor;
import dev.aria.models.training.MicroBatch;
import dev.aria.trainer.run.TrainerMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches whether a student's outputs die away, which a low loss need not show: their variance
 * beside that of the teacher's, and how much they differ between a prompt and no prompt, which is
 * what guidance enlarges. The bounds are ours. For one thread.
 */
public final class CollapseWatch {
  /** Least variance of the student's outputs, as part of the variance of what they should be. */
  static final double LEAST_VARIANCE = 0.1;

  /** Least root mean square of the guided difference, as part of that of the outputs. */
  static final double LEAST_DIFFERENCE = 0.005;

  private static final Logger LOG = LoggerFactory.getLogger(CollapseWatch.class);

  private final Student student;
  private final float[] nullCondition;
  private final TrainerMetrics metrics;
  private boolean spread;
  private boolean heard;

  /**
   * @param nullCondition what the teacher takes for no prompt
   */
  public CollapseWatch(Student student, float[] nullCondition, TrainerMetrics metrics) {
    this.student = student;
    this.nullCondition = nullCondition.clone();
    this.metrics = metrics;
  }

  /**
   * Looks at {@code batch}, learning nothing, and warns of what has fallen below its bound: a
   * student from random weights begins below both.
   *
   * @param done steps that the student has learned
   */
  public void look(long done, MicroBatch batch) {
    float[] with = student.predict(batch.x(), batch.t(), batch.cond()).toFloats();
    float[] without = student.predict(batch.x(), batch.t(), without(batch.cond())).toFloats();
    double variance = variance(with) / variance(batch.target().toFloats());
    double difference = Math.sqrt(meanSquare(difference(with, without)) / meanSquare(with));
    metrics.outputs(variance, difference);
    boolean spreads = variance >= LEAST_VARIANCE;
    boolean hears = difference >= LEAST_DIFFERENCE;
    if (spread && !spreads) {
      warn(done, "the variance of its outputs is %.4f of the teacher's".formatted(variance));
    }
    if (heard && !hears) {
      warn(done, "its outputs differ by %.4f with and without a prompt".formatted(difference));
    }
    spread = spreads;
    heard = hears;
  }

  private static void warn(long done, String what) {
    LOG.warn(
        "the student may have collapsed: after {} steps {}; look at its pictures, lower"
            + " aria.student-trainer.optimizer.learning-rate or raise"
            + " aria.run.conditioning.null-probability",
        done,
        what);
  }

  private Tensor without(Tensor conditions) {
    int rows = conditions.shape().get(0);
    float[] values = new float[rows * nullCondition.length];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(nullCondition, 0, values, row * nullCondition.length, nullCondition.length);
    }
    return Tensor.ofRows(values, conditions.rowShape());
  }

  private static float[] difference(float[] a, float[] b) {
    float[] difference = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  private static double variance(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    return meanSquare(values) - mean * mean;
  }

  private static double meanSquare(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return sum / values.length;
  }
}
