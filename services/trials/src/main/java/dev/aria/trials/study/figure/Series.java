package dev.aria.trials.study.figure;

import java.util.List;

/**
 * What belongs to one name in a chart.
 *
 * @param name what it is called in the legend
 * @param colour which of the page's colours it has, counted from 0
 * @param points its points, joined in this order where the chart draws lines
 */
public record Series(String name, int colour, List<Point> points) {
  public Series {
    points = List.copyOf(points);
    if (colour < 0) {
      throw new IllegalArgumentException("colour is %d, must be at least 0".formatted(colour));
    }
  }
}
