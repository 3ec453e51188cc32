package dev.aria.models.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.models.json.StrictJson;
import dev.aria.models.model.ScheduleSetting.Kind;
import dev.aria.models.model.ScheduleSetting.RectifiedFlow;
import dev.aria.models.model.ScheduleSetting.Variances;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScheduleSettingTest {
  private static final String FLOW =
      """
      {"kind": "RECTIFIED_FLOW", "timesteps": 1000, "shift": 3.0}""";

  static List<ScheduleSetting> everyKind() {
    return Stream.<ScheduleSetting>concat(
            Arrays.stream(Kind.values()).map(kind -> new Variances(kind, 40, 0.001, 0.02)),
            Stream.of(new RectifiedFlow(40, 3)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void read_ofWhatWasWritten_isTheSame(ScheduleSetting setting) {
    String json = StrictJson.write(setting);

    assertThat(StrictJson.read(json, ScheduleSetting.class)).isEqualTo(setting);
    assertThat(setting.schedule().timesteps()).isEqualTo(40);
  }

  /** Descriptors lie in files that are older than this version. */
  @Test
  void write_ofVariances_isWhatEarlierVersionsWroteAndRead() {
    assertThat(StrictJson.canonical(ScheduleSetting.linear()))
        .isEqualTo(
            "{\"firstBeta\":1.0E-4,\"kind\":\"LINEAR\",\"lastBeta\":0.02,\"timesteps\":1000}");
    assertThat(StrictJson.write(ScheduleSetting.cosine(50)))
        .isEqualTo(
            """
            {
              "kind" : "COSINE",
              "timesteps" : 50,
              "firstBeta" : 0.0,
              "lastBeta" : 0.0
            }
            """);
  }

  @Test
  void read_ofAFlow_isThatOfItsShift() {
    assertThat(StrictJson.read(FLOW, ScheduleSetting.class)).isEqualTo(new RectifiedFlow(1000, 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\": \"RECTIFIED_FLOW\", \"timesteps\": 1000}",
        "{\"kind\": \"RECTIFIED_FLOW\", \"timesteps\": 1000, \"shift\": 0}",
        "{\"kind\": \"RECTIFIED_FLOW\", \"timesteps\": 1000, \"shift\": 1, \"lastBeta\": 0}",
        "{\"kind\": \"LINEAR\", \"timesteps\": 1000, \"firstBeta\": 0.1}",
        "{\"kind\": \"LINEAR\", \"timesteps\": 0, \"firstBeta\": 0.1, \"lastBeta\": 0.2}",
        "{\"kind\": \"ZERO_SNR_LINEAR\", \"timesteps\": 9, \"firstBeta\": 0, \"lastBeta\": 0.2}",
        "{\"kind\": \"ZERO_SNR_LINEAR\", \"timesteps\": 1, \"firstBeta\": 0.1, \"lastBeta\": 0.2}",
        "{\"timesteps\": 1000, \"shift\": 1}",
        "{\"kind\": \"QUADRATIC\", \"timesteps\": 9, \"firstBeta\": 0.1, \"lastBeta\": 0.2}",
      })
  void read_ofAFieldThatIsMissingUnknownOrOutOfBounds_isRefused(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StrictJson.read(json, ScheduleSetting.class));
  }

  @Test
  void setting_ofEpsilonWhereNothingIsLeftOfTheSignal_isRefused() {
    for (ScheduleSetting setting : everyKind()) {
      assertThat(setting.endsInPureNoise()).isEqualTo(setting.schedule().signal(39) == 0);
      if (setting.endsInPureNoise()) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> DiffusionSetting.of(setting, PredictionType.EPSILON, 1))
            .withMessageContaining("predicts V or FLOW");
      }
      assertThat(DiffusionSetting.of(setting, PredictionType.V, 1).schedule()).isEqualTo(setting);
    }
  }
}
