package dev.aria.models.codec;

/**
 * Eigenvalues and eigenvectors of a symmetric tridiagonal matrix by the implicit QL method
 * (Bowdler, Martin, Reinsch and Wilkinson 1968, EISPACK's tql2).
 */
final class TridiagonalEigen {
  private static final int MAX_ITERATIONS = 100;

  private final double[] d;
  private final double[] e;
  private final double[][] z;

  /**
   * Decomposes the matrix with {@code diagonal} (n) and {@code below} (at least n - 1) beside it.
   */
  TridiagonalEigen(double[] diagonal, double[] below) {
    int n = diagonal.length;
    d = diagonal.clone();
    e = new double[n];
    System.arraycopy(below, 0, e, 0, n - 1);
    z = new double[n][n];
    for (int i = 0; i < n; i++) {
      z[i][i] = 1;
    }
    for (int l = 0; l < n; l++) {
      settle(l);
    }
  }

  /** Eigenvalue {@code i}, in no order. */
  double value(int i) {
    return d[i];
  }

  /** Unit eigenvector {@code i}; not a copy. */
  double[] vector(int i) {
    return z[i];
  }

  private void settle(int l) {
    for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
      int m = l;
      while (m < d.length - 1 && Math.abs(e[m]) > Math.ulp(1.0) * scale(m)) {
        m++;
      }
      if (m == l) {
        return;
      }
      sweep(l, m);
    }
    throw new IllegalStateException("eigenvalue %d did not converge".formatted(l));
  }

  private double scale(int m) {
    return Math.abs(d[m]) + Math.abs(d[m + 1]);
  }

  /** One implicit QL step with Wilkinson's shift on rows l to m. */
  private void sweep(int l, int m) {
    double g = (d[l + 1] - d[l]) / (2 * e[l]);
    g = d[m] - d[l] + e[l] / (g + Math.copySign(Math.hypot(g, 1), g));
    double s = 1;
    double c = 1;
    double p = 0;
    for (int i = m - 1; i >= l; i--) {
      double f = s * e[i];
      double b = c * e[i];
      double r = Math.hypot(f, g);
      e[i + 1] = r;
      if (r == 0) {
        d[i + 1] -= p;
        e[m] = 0;
        return;
      }
      s = f / r;
      c = g / r;
      g = d[i + 1] - p;
      r = (d[i] - g) * s + 2 * c * b;
      p = s * r;
      d[i + 1] = g + p;
      g = c * r - b;
      rotate(z[i], z[i + 1], c, s);
    }
    d[l] -= p;
    e[l] = g;
    e[m] = 0;
  }

  private static void rotate(double[] lower, double[] upper, double c, double s) {
    for (int k = 0; k < lower.length; k++) {
      double f = upper[k];
      upper[k] = s * lower[k] + c * f;
      lower[k] = c * lower[k] - s * f;
    }
  }
}
