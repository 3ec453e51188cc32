package dev.aria.trials.study.figure;

import dev.aria.trials.study.figure.Canvas.Anchor;
import java.util.List;

/**
 * Dots in named rows, one row below the other.
 *
 * @param title what it shows
 * @param xTitle what the x axis counts, with its unit
 * @param rows names of the rows, from the top
 * @param series the dots: x is the value, y the number of the row, counted from 0
 */
public record DotChart(String title, String xTitle, List<String> rows, List<Series> series) {
  private static final double WIDTH = 960;
  private static final double LEFT = 220;
  private static final double RIGHT = 20;
  private static final double TOP = 34;
  private static final double BOTTOM = 48;
  private static final double ROW = 18;

  public DotChart {
    rows = List.copyOf(rows);
    series = List.copyOf(series);
    int size = rows.size();
    if (series.stream()
        .flatMap(s -> s.points().stream())
        .anyMatch(p -> p.y() < 0 || p.y() >= size)) {
      throw new IllegalArgumentException("a dot lies outside the %d rows".formatted(size));
    }
  }

  /** The chart as an SVG element. */
  public String svg() {
    double bottom = TOP + ROW * rows.size();
    Canvas canvas = new Canvas(WIDTH, bottom + BOTTOM, title);
    canvas.heading(title, new Point(LEFT, TOP - 16));
    Scale xs = scale();
    axis(canvas, xs, bottom);
    for (int row = 0; row < rows.size(); row++) {
      canvas.text(rows.get(row), new Point(LEFT - 8, y(row) + 4), Anchor.END);
      canvas.line("grid", new Point(LEFT, y(row)), new Point(WIDTH - RIGHT, y(row)));
    }
    for (Series dots : series) {
      for (Point dot : dots.points()) {
        canvas.dot(dots, new Point(x(xs, dot.x()), y(dot.y())), hint(dots, dot));
      }
    }
    return canvas.svg();
  }

  private Scale scale() {
    return Scale.over(
        series.stream().flatMap(dots -> dots.points().stream()).map(Point::x).toList(), false);
  }

  private void axis(Canvas canvas, Scale xs, double bottom) {
    List<Double> ticks = xs.ticks();
    for (double tick : ticks) {
      canvas.line("grid", new Point(x(xs, tick), TOP), new Point(x(xs, tick), bottom));
      canvas.text(TickText.of(tick, ticks), new Point(x(xs, tick), bottom + 16), Anchor.MIDDLE);
    }
    canvas.line("axis", new Point(LEFT, bottom), new Point(WIDTH - RIGHT, bottom));
    canvas.text(xTitle, new Point((LEFT + WIDTH - RIGHT) / 2, bottom + 38), Anchor.MIDDLE);
  }

  private String hint(Series dots, Point dot) {
    String value = TickText.of(dot.x(), List.of(dot.x()));
    return "%s, %s: %s".formatted(rows.get((int) dot.y()), dots.name(), value);
  }

  private static double x(Scale scale, double value) {
    return LEFT + scale.share(value) * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double row) {
    return TOP + ROW * (row + 0.5);
  }
}
