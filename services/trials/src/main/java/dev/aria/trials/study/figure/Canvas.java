package dev.aria.trials.study.figure;

import java.util.List;
import java.util.stream.Collectors;

/** An SVG image as it is drawn: coordinates in pixels, y downwards. Not thread-safe. */
final class Canvas {
  private static final int COLOURS = 10;

  private final StringBuilder text = new StringBuilder();
  private final double width;
  private final double height;
  private final String title;

  Canvas(double width, double height, String title) {
    this.width = width;
    this.height = height;
    this.title = title;
  }

  /** Where text stands in relation to its point. */
  enum Anchor {
    START,
    MIDDLE,
    END;

    private String text() {
      return this == START ? "start" : this == END ? "end" : "middle";
    }
  }

  /** A straight line of class {@code kind}: {@code grid}, {@code axis} or {@code rule}. */
  void line(String kind, Point from, Point to) {
    text.append(
        "<line class='%s' x1='%s' y1='%s' x2='%s' y2='%s'/>\n"
            .formatted(kind, px(from.x()), px(from.y()), px(to.x()), px(to.y())));
  }

  void text(String content, Point at, Anchor anchor) {
    label(content, at, anchor, "");
  }

  /** Text that reads upwards. */
  void upwards(String content, Point at) {
    label(
        content,
        at,
        Anchor.MIDDLE,
        " transform='rotate(-90 %s %s)'".formatted(px(at.x()), px(at.y())));
  }

  /** Bold text. */
  void heading(String content, Point at) {
    label(content, at, Anchor.START, " class='heading'");
  }

  private void label(String content, Point at, Anchor anchor, String more) {
    text.append(
        "<text x='%s' y='%s' text-anchor='%s'%s>%s</text>\n"
            .formatted(px(at.x()), px(at.y()), anchor.text(), more, Markup.escape(content)));
  }

  /** {@code points} joined, in the colour and under the name of {@code series}. */
  void path(Series series, List<Point> points) {
    String joined =
        points.stream().map(p -> px(p.x()) + "," + px(p.y())).collect(Collectors.joining(" "));
    text.append(
        "<polyline class='line %s' points='%s'><title>%s</title></polyline>\n"
            .formatted(colour(series.colour()), joined, Markup.escape(series.name())));
  }

  /** A dot of {@code series}, with a text that shows under the pointer. */
  void dot(Series series, Point at, String hint) {
    text.append(
        "<circle class='dot %s' cx='%s' cy='%s' r='4'><title>%s</title></circle>\n"
            .formatted(colour(series.colour()), px(at.x()), px(at.y()), Markup.escape(hint)));
  }

  /** The class of colour {@code number}; beyond the last colour they begin anew. */
  static String colour(int number) {
    return number < COLOURS ? "c" + number : "c" + number % COLOURS + " dashed";
  }

  String svg() {
    return "<svg viewBox='0 0 %s %s' role='img' aria-label='%s'>\n%s</svg>\n"
        .formatted(px(width), px(height), Markup.escape(title), text);
  }

  private static String px(double value) {
    return TickText.pixel(value);
  }
}
