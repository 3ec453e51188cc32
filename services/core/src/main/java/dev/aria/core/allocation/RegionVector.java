package dev.aria.core.allocation;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** One finite number a region, at least 0. Immutable. */
public final class RegionVector {
  private final double[] values;

  private RegionVector(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("there must be at least one region");
    }
    for (int region = 0; region < values.length; region++) {
      if (!(values[region] >= 0 && Double.isFinite(values[region]))) {
        throw new IllegalArgumentException(
            "value of region %d must be finite and at least 0, got %s"
                .formatted(region, values[region]));
      }
    }
    this.values = values;
  }

  /**
   * The given values, by index of region.
   *
   * @throws IllegalArgumentException when there is none or one is negative or not finite
   */
  public static RegionVector of(double... values) {
    return new RegionVector(values.clone());
  }

  /** The given values, by index of region; bounds as in {@link #of(double...)}. */
  public static RegionVector of(Collection<Double> values) {
    return new RegionVector(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** {@code value} of each region; bounds as in {@link #of(double...)}. */
  public static RegionVector generate(int regions, IntToDoubleFunction value) {
    double[] values = new double[regions];
    Arrays.setAll(values, value);
    return new RegionVector(values);
  }

  /** Number of regions. */
  public int size() {
    return values.length;
  }

  public double get(int region) {
    return values[region];
  }

  public double sum() {
    return Arrays.stream(values).sum();
  }

  /**
   * These values over their sum.
   *
   * @throws IllegalArgumentException when the sum is 0
   */
  public RegionVector normalised() {
    double sum = sum();
    if (!(sum > 0)) {
      throw new IllegalArgumentException("no region has any weight");
    }
    return generate(values.length, region -> values[region] / sum);
  }

  /** A copy as an array. */
  public double[] toArray() {
    return values.clone();
  }

  /** A copy as a list. */
  public List<Double> toList() {
    return Arrays.stream(values).boxed().toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RegionVector that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
