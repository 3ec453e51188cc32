package dev.aria.models.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The leading principal axes of centred rows, by Lanczos iteration with full reorthogonalisation:
 * the covariance is only ever multiplied by a vector, and the axes found have residuals below
 * {@link #TOLERANCE} of the largest variance. Same rows, same axes.
 *
 * <p>N rows of P values, K axes, M Lanczos steps.
 */
final class PrincipalAxes {
  private static final double TOLERANCE = 1e-7;

  private final float[][] rows;
  private final int width;
  private final Random random = new Random(0);
  private final List<double[]> basis = new ArrayList<>(); // M x P, orthonormal
  private double[] diagonal = {};
  private double[] below = {};
  private double[] next = {};

  private PrincipalAxes(float[][] rows) {
    this.rows = rows;
    this.width = rows[0].length;
  }

  /** One direction of unit length and the variance of the rows along it. */
  record Axis(double variance, List<Double> direction) {
    Axis {
      direction = List.copyOf(direction);
    }
  }

  /** The {@code count} axes of largest variance, largest first; {@code count} at most P. */
  static List<Axis> of(float[][] centredRows, int count) {
    PrincipalAxes search = new PrincipalAxes(centredRows);
    int steps = Math.min(search.width, 3 * count + 60);
    while (true) {
      search.extendTo(steps);
      var eigen = new TridiagonalEigen(search.diagonal, search.below);
      int[] leading = leading(eigen, steps, count);
      if (steps == search.width || search.converged(eigen, leading)) {
        return IntStream.of(leading).mapToObj(i -> search.axis(eigen, i)).toList();
      }
      steps = Math.min(search.width, 2 * steps);
    }
  }

  private static int[] leading(TridiagonalEigen eigen, int steps, int count) {
    return IntStream.range(0, steps)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -eigen.value(i)))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private boolean converged(TridiagonalEigen eigen, int[] leading) {
    int last = basis.size() - 1;
    double bound = TOLERANCE * eigen.value(leading[0]);
    return IntStream.of(leading)
        .allMatch(i -> Math.abs(below[last] * eigen.vector(i)[last]) <= bound);
  }

  private void extendTo(int steps) {
    int from = basis.size();
    diagonal = Arrays.copyOf(diagonal, steps);
    below = Arrays.copyOf(below, steps);
    if (from == 0) {
      next = normalised(noise());
    }
    for (int step = from; step < steps; step++) {
      basis.add(next);
      double[] image = covarianceTimes(next);
      diagonal[step] = dot(image, next);
      orthogonalise(image);
      below[step] = Math.sqrt(dot(image, image));
      next = continued(image, step);
    }
  }

  /** The next basis vector; a fresh direction when the rows' span is used up. */
  private double[] continued(double[] image, int step) {
    if (below[step] > 1e-10 * Math.abs(diagonal[0])) {
      return normalised(image);
    }
    below[step] = 0;
    double[] fresh = noise();
    orthogonalise(fresh);
    return normalised(fresh);
  }

  private void orthogonalise(double[] vector) {
    for (int pass = 0; pass < 2; pass++) { // twice is enough (Kahan, Parlett)
      for (double[] known : basis) {
        add(vector, -dot(vector, known), known);
      }
    }
  }

  private double[] covarianceTimes(double[] vector) {
    double[] image = new double[width];
    for (float[] row : rows) {
      double weight = 0;
      for (int i = 0; i < width; i++) {
        weight += row[i] * vector[i];
      }
      for (int i = 0; i < width; i++) {
        image[i] += weight * row[i];
      }
    }
    for (int i = 0; i < width; i++) {
      image[i] /= rows.length;
    }
    return image;
  }

  private Axis axis(TridiagonalEigen eigen, int i) {
    double[] direction = new double[width];
    for (int step = 0; step < basis.size(); step++) {
      add(direction, eigen.vector(i)[step], basis.get(step));
    }
    double largest = 0;
    for (double value : direction) {
      largest = Math.abs(value) > Math.abs(largest) ? value : largest;
    }
    double sign = Math.signum(largest) / Math.sqrt(dot(direction, direction));
    var unit = Arrays.stream(direction).map(value -> value * sign).boxed().toList();
    return new Axis(eigen.value(i), unit);
  }

  private double[] noise() {
    return random.doubles(width, -1, 1).toArray();
  }

  private static double[] normalised(double[] vector) {
    double length = Math.sqrt(dot(vector, vector));
    return Arrays.stream(vector).map(value -> value / length).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] target, double factor, double[] vector) {
    for (int i = 0; i < target.length; i++) {
      target[i] += factor * vector[i];
    }
  }
}
