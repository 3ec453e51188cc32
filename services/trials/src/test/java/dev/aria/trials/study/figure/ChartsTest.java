package dev.aria.trials.study.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ChartsTest {
  private static final Series FALLING =
      new Series("a <b>", 1, List.of(new Point(0, 4), new Point(10, 1)));

  @Test
  void lineChart_largerValues_standHigherAndFurtherRight() {
    List<double[]> points = points(lines(List.of(FALLING)).svg());

    assertThat(points.get(1)[0]).isGreaterThan(points.get(0)[0]);
    assertThat(points.get(1)[1]).isGreaterThan(points.get(0)[1]); // y of SVG grows downwards
  }

  @Test
  void lineChart_ruleOutsideTheLines_isInsideTheChart() {
    String svg =
        new LineChart("t", "x", "y", false, OptionalDouble.of(-50), List.of(FALLING)).svg();

    assertThat(svg).containsPattern("class='rule'.* y1='2[0-9][0-9]\\.");
    assertThat(points(svg)).allSatisfy(point -> assertThat(point[1]).isBetween(0.0, 300.0));
  }

  @Test
  void lineChart_seriesWithoutPoints_isLeftOut() {
    Series empty = new Series("empty", 2, List.of());

    assertThat(lines(List.of(FALLING, empty)).svg()).isEqualTo(lines(List.of(FALLING)).svg());
    assertThat(lines(List.of(empty)).svg()).doesNotContain("polyline", "NaN");
  }

  @Test
  void charts_names_areNeverMarkup() {
    assertThat(lines(List.of(FALLING)).svg()).contains("a &lt;b&gt;").doesNotContain("<b>");
    assertThat(new Figure(List.of(), List.of(FALLING), "1 < 2").html())
        .contains("a &lt;b&gt;", "1 &lt; 2");
  }

  @Test
  void dotChart_dot_standsInItsRow() {
    Series dots = new Series("rc", 0, List.of(new Point(2, 0), new Point(3, 1)));

    assertThat(new DotChart("t", "x", List.of("cats", "dogs"), List.of(dots)).svg())
        .contains("cats, rc: 2</title>", "dogs, rc: 3</title>")
        .containsPattern("cy='43\\.0'(.|\n)*cy='61\\.0'");
  }

  @Test
  void dotChart_dotOutsideTheRows_isRefused() {
    Series dots = new Series("rc", 0, List.of(new Point(2, 1)));

    assertThatThrownBy(() -> new DotChart("t", "x", List.of("cats"), List.of(dots)))
        .hasMessageContaining("outside the 1 rows");
  }

  @Test
  void values_thatCannotBeDrawn_areRefused() {
    assertThatThrownBy(() -> new Point(Double.NaN, 0)).hasMessageContaining("must be finite");
    assertThatThrownBy(() -> new Series("a", -1, List.of())).hasMessageContaining("colour is -1");
  }

  @Test
  void tickText_largeNumbers_areShort() {
    List<Double> ticks = List.of(0.0, 50_000.0, 100_000.0);

    assertThat(ticks.stream().map(tick -> TickText.of(tick, ticks)))
        .containsExactly("0", "50k", "100k");
    assertThat(TickText.of(0.1 + 0.2, List.of(0.3))).isEqualTo("0.3");
  }

  private static LineChart lines(List<Series> series) {
    return new LineChart("t", "x", "y", false, OptionalDouble.empty(), series);
  }

  private static List<double[]> points(String svg) {
    String points = svg.replaceAll("(?s).*points='([^']*)'.*", "$1");
    return Stream.of(points.split(" "))
        .map(pair -> Stream.of(pair.split(",")).mapToDouble(Double::parseDouble).toArray())
        .toList();
  }
}
