package dev.aria.trials.study.figure;

import dev.aria.trials.study.figure.Canvas.Anchor;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Lines over a common x axis.
 *
 * @param title what it shows
 * @param xTitle what the x axis counts, with its unit
 * @param yTitle what the y axis counts, with its unit
 * @param logarithmic whether the y axis shows equal ratios equally far apart
 * @param rule y of a horizontal line that the others are seen against
 * @param series the lines; one without points is left out
 */
public record LineChart(
    String title,
    String xTitle,
    String yTitle,
    boolean logarithmic,
    OptionalDouble rule,
    List<Series> series) {
  private static final double WIDTH = 480;
  private static final double HEIGHT = 300;
  private static final double LEFT = 64;
  private static final double RIGHT = 14;
  private static final double TOP = 30;
  private static final double BOTTOM = 48;

  public LineChart {
    series = series.stream().filter(line -> !line.points().isEmpty()).toList();
  }

  /** The chart as an SVG element. */
  public String svg() {
    Canvas canvas = new Canvas(WIDTH, HEIGHT, title);
    Scale xs = Scale.over(values(Point::x).boxed().toList(), false);
    Scale ys =
        Scale.over(
            DoubleStream.concat(values(Point::y), rule.stream()).boxed().toList(), logarithmic);
    canvas.heading(title, new Point(LEFT, TOP - 12));
    xAxis(canvas, xs);
    yAxis(canvas, ys);
    rule.ifPresent(y -> canvas.line("rule", new Point(LEFT, y(ys, y)), right(y(ys, y))));
    for (Series line : series) {
      canvas.path(
          line, line.points().stream().map(p -> new Point(x(xs, p.x()), y(ys, p.y()))).toList());
    }
    return canvas.svg();
  }

  private DoubleStream values(ToDoubleFunction<Point> coordinate) {
    Stream<Point> points = series.stream().flatMap(line -> line.points().stream());
    return points.mapToDouble(coordinate);
  }

  private void xAxis(Canvas canvas, Scale xs) {
    double bottom = HEIGHT - BOTTOM;
    List<Double> ticks = xs.ticks();
    for (double tick : ticks) {
      double x = x(xs, tick);
      canvas.line("grid", new Point(x, TOP), new Point(x, bottom));
      canvas.text(TickText.of(tick, ticks), new Point(x, bottom + 16), Anchor.MIDDLE);
    }
    canvas.line("axis", new Point(LEFT, bottom), right(bottom));
    canvas.text(xTitle, new Point((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10), Anchor.MIDDLE);
  }

  private void yAxis(Canvas canvas, Scale ys) {
    List<Double> ticks = ys.ticks();
    for (double tick : ticks) {
      double y = y(ys, tick);
      canvas.line("grid", new Point(LEFT, y), right(y));
      canvas.text(TickText.of(tick, ticks), new Point(LEFT - 6, y + 4), Anchor.END);
    }
    canvas.upwards(yTitle, new Point(14, (TOP + HEIGHT - BOTTOM) / 2));
  }

  private static Point right(double y) {
    return new Point(WIDTH - RIGHT, y);
  }

  private static double x(Scale scale, double value) {
    return LEFT + scale.share(value) * (WIDTH - LEFT - RIGHT);
  }

  private static double y(Scale scale, double value) {
    return HEIGHT - BOTTOM - scale.share(value) * (HEIGHT - TOP - BOTTOM);
  }
}
