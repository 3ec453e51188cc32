package dev.aria.console.region;

import dev.aria.core.record.RegionMapRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/**
 * Where regions lie on a plane: the two leading principal coordinates of their centroids (classical
 * scaling, Torgerson 1952), each stretched to [0, 1]. R regions, D elements a centroid.
 */
public final class RegionPlane {
  private static final int NEIGHBOURS = 5;

  private final double[][] squares; // (R, R), squared distances

  private RegionPlane(double[][] squares) {
    this.squares = squares;
  }

  /** The plane of the regions of {@code map}. */
  public static RegionPlane of(RegionMapRecord map) {
    float[][] rows =
        IntStream.range(0, map.regions()).mapToObj(map.centroids()::row).toArray(float[][]::new);
    double[][] squares = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < i; j++) {
        squares[i][j] = Distance.square(rows[i], rows[j]);
        squares[j][i] = squares[i][j];
      }
    }
    return new RegionPlane(squares);
  }

  /** (x, y) of each region, in [0, 1]. */
  public List<double[]> places() {
    int regions = squares.length;
    if (regions < 3) {
      return IntStream.range(0, regions)
          .mapToObj(region -> new double[] {regions == 1 ? 0.5 : region, 0.5})
          .toList();
    }
    EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(centred());
    double[] x = stretched(eigen.getEigenvector(0).toArray());
    double[] y = stretched(eigen.getEigenvector(1).toArray());
    List<double[]> places = new ArrayList<>();
    for (int region = 0; region < regions; region++) {
      places.add(new double[] {x[region], y[region]});
    }
    return places;
  }

  /** B = -1/2 J D² J, whose eigenvectors of largest value are the principal coordinates. */
  private RealMatrix centred() {
    int regions = squares.length;
    double[] means = new double[regions];
    double all = 0;
    for (int i = 0; i < regions; i++) {
      for (int j = 0; j < regions; j++) {
        means[i] += squares[i][j] / regions;
      }
      all += means[i] / regions;
    }
    RealMatrix centred = new Array2DRowRealMatrix(regions, regions);
    for (int i = 0; i < regions; i++) {
      for (int j = 0; j < regions; j++) {
        centred.setEntry(i, j, -0.5 * (squares[i][j] - means[i] - means[j] + all));
      }
    }
    return centred;
  }

  /**
   * From 0 to 1, the sign such that the element of largest size is positive: same map, same plane.
   */
  private static double[] stretched(double[] values) {
    double largest = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      largest = Math.abs(value) > Math.abs(largest) ? value : largest;
    }
    double sign = largest < 0 ? -1 : 1;
    for (double value : values) {
      least = Math.min(least, sign * value);
      most = Math.max(most, sign * value);
    }
    double[] stretched = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      stretched[i] = most > least ? (sign * values[i] - least) / (most - least) : 0.5;
    }
    return stretched;
  }

  /** The regions whose centroids are nearest to that of {@code region}, nearest first. */
  public List<Integer> neighbours(int region) {
    return IntStream.range(0, squares.length)
        .filter(other -> other != region)
        .boxed()
        .sorted(Comparator.comparingDouble(other -> squares[region][other]))
        .limit(NEIGHBOURS)
        .toList();
  }
}
