package dev.aria.trials.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.trials.study.data.MadeUpRuns;
import dev.aria.trials.study.figure.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CurveTest {
  private static final Curve CURVE =
      new Curve(
          List.of(new Point(300, 2), new Point(100, 8), new Point(200, 4), new Point(400, 3)));

  @Test
  void of_run_hasEachMeasureOfItsGroupByPasses() {
    Curve curve = Curve.of(MadeUpRuns.curve("rc", 1, 0.5, 0.25, 0.125), FinalMeasure.MACRO);

    assertThat(curve.points())
        .containsExactly(new Point(100, 0.5), new Point(200, 0.25), new Point(300, 0.125));
  }

  @Test
  void passesTo_betweenTwoPoints_liesOnTheirLine() {
    assertThat(CURVE.passesTo(5)).hasValue(175);
    assertThat(CURVE.passesTo(4)).hasValue(200);
  }

  @Test
  void passesTo_valueReachedTwice_isTheFirstTime() {
    assertThat(CURVE.passesTo(3)).hasValue(250);
  }

  @Test
  void passesTo_valueBelowFromTheStart_isTheFirstPoint() {
    assertThat(CURVE.passesTo(9)).hasValue(100);
  }

  @Test
  void passesTo_valueNeverReached_isEmpty() {
    assertThat(CURVE.passesTo(1.9)).isEmpty();
    assertThat(new Curve(List.of()).passesTo(1)).isEmpty();
  }

  @Test
  void at_pointsBetweenAndOutside() {
    assertThat(CURVE.at(100)).hasValue(8);
    assertThat(CURVE.at(150)).hasValue(6);
    assertThat(CURVE.at(400)).hasValue(3);
    assertThat(CURVE.at(99)).isEmpty();
    assertThat(CURVE.at(401)).isEmpty();
  }
}
