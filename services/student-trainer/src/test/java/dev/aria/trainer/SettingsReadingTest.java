package dev.aria.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettingsReadingTest {
  private static Config with(String key, Object value) {
    return ConfigFactory.parseMap(Map.of("aria.student-trainer." + key, value))
        .withFallback(ConfigFactory.defaultReference());
  }

  @Test
  void of_defaults_areAccepted() {
    StudentTrainerSettings settings = SettingsReading.of(ConfigFactory.defaultReference());

    assertThat(settings.lead()).isTrue();
    assertThat(settings.model().file()).isEmpty();
    assertThat(settings.model().multipliers()).containsExactly(1, 2, 2);
  }

  @Test
  void of_outOfRange_namesTheKeyAndTheBound() {
    assertThatThrownBy(() -> SettingsReading.of(with("checkpoint-every", 0)))
        .hasMessageContaining("aria.student-trainer.checkpoint-every")
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> SettingsReading.of(with("devices", " ,")))
        .hasMessageContaining("aria.student-trainer.devices");
    assertThatThrownBy(() -> SettingsReading.of(with("model.family", "mlp")))
        .hasMessageContaining("film-mlp, unet");
    assertThatThrownBy(() -> SettingsReading.of(with("model.multipliers", "1,two")))
        .hasMessageContaining("aria.student-trainer.model.multipliers")
        .hasMessageContaining("1,two");
    assertThatThrownBy(() -> SettingsReading.of(with("student", "a b")))
        .hasMessageContaining("aria.student-trainer.student");
  }
}
