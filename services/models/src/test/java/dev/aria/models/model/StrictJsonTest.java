package dev.aria.models.model;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.models.codec.CodecSetting;
import dev.aria.models.encoder.Conditioning;
import dev.aria.models.json.StrictJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  private static final String GOOD = StrictJson.write(descriptor("film", ScheduleSetting.linear()));

  private static ModelDescriptor descriptor(String name, ScheduleSetting schedule) {
    return new ModelDescriptor(
        name,
        "film-mlp",
        Map.of("width", "16", "blocks", "2"),
        List.of(3, 4, 4),
        List.of(8),
        new DiffusionSetting(
            schedule,
            PredictionType.EPSILON,
            1.5,
            new Conditioning.MiniLm("encoder"),
            new CodecSetting.Pca("")),
        1234,
        "ab".repeat(32));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "", "{} {}", "[]", "7", "{\"name\": null}"})
  void read_noDescriptor_isRefused(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StrictJson.read(json, ModelDescriptor.class));
  }

  @Test
  void read_goodFollowedByMoreOrNamedTwice_isRefused() {
    String twice = GOOD.replace("\"parameters\"", "\"parameters\" : 1, \"parameters\"");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> StrictJson.read(GOOD + "{", ModelDescriptor.class));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StrictJson.read(twice, ModelDescriptor.class))
        .withMessageContaining("parameters");
  }

  @Test
  void read_shapeBeyondMemory_isRefused() {
    String huge = GOOD.replaceFirst("\\[ 3, 4, 4 ]", "[ 2147483647, 2147483647, 2147483647 ]");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> StrictJson.read(huge, ModelDescriptor.class))
        .withMessageContaining("sampleShape");
  }

  @Test
  void read_scheduleBeyondMemory_isRefused() {
    String huge = GOOD.replace("\"timesteps\" : 1000", "\"timesteps\" : 2147483647");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> StrictJson.read(huge, ModelDescriptor.class))
        .withMessageContaining("timesteps must be in [1, 1000000], got 2147483647");
  }

  @Test
  void read_nestedTenThousandDeep_isRefused() {
    String deep = "[".repeat(10_000);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> StrictJson.read(deep, ModelDescriptor.class));
  }
}
