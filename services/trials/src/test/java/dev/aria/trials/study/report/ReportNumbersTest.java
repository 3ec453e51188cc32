package dev.aria.trials.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReportNumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5000",
    "0.0123456, 0.01235",
    "12.34567, 12.35",
    "123456.7, 123500",
    "1e-6, 0.000001000",
    "9.99996, 10.00"
  })
  void value_anySize_hasFourSignificantDigits(double value, String text) {
    assertThat(ReportNumbers.value(value)).isEqualTo(text);
  }

  @Test
  void value_zero_isPlain() {
    assertThat(ReportNumbers.value(0)).isEqualTo("0.000");
  }

  @Test
  void change_hasSignAndInterval() {
    assertThat(ReportNumbers.change(Interval.of(List.of(-1.0, -1.0))))
        .isEqualTo("-1.00 % [-1.00, -1.00]");
    assertThat(ReportNumbers.change(Interval.of(List.of(1.5)))).isEqualTo("+1.50 %");
    assertThat(ReportNumbers.count(1_234_567)).isEqualTo("1,234,567");
  }
}
