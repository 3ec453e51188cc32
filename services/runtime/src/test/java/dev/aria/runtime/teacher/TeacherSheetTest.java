package dev.aria.runtime.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.diffusion.TimestepFractions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TeacherSheetTest {
  private static final String VARIANCES =
      """
      {"kind": "LINEAR", "timesteps": 40, "firstBeta": 0.001, "lastBeta": 0.02}""";
  private static final String FLOW =
      """
      {"kind": "RECTIFIED_FLOW", "timesteps": 40, "shift": 3.0}""";

  @TempDir private Path folder;

  private TeacherSheet sheet(String schedule) throws IOException {
    Path file = folder.resolve("teacher.json");
    String text = "{\"diffusion\": {\"schedule\": %s, \"conditioning\": {\"kind\": \"vector\"}}}";
    Files.writeString(file, text.formatted(schedule));
    return TeacherSheet.read(file);
  }

  @Test
  void read_ofVariances_hasFractionsTOverT() throws IOException {
    TimestepFractions fractions = sheet(VARIANCES).fractions();

    assertThat(fractions.timesteps()).isEqualTo(40);
    assertThat(fractions.at(13)).isEqualTo(13.0 / 40);
  }

  @Test
  void read_ofAFlow_hasTheFractionsOfItsLevels() throws IOException {
    TimestepFractions fractions = sheet(FLOW).fractions();

    TimestepFractions expected = NoiseSchedule.rectifiedFlow(40, 3).fractions();
    for (int t = 0; t < 40; t++) {
      assertThat(fractions.at(t)).isEqualTo(expected.at(t));
    }
  }

  @Test
  void read_withoutTimestepsOrShift_namesTheDescriptor() {
    assertThatThrownBy(() -> sheet("{}"))
        .hasMessageContaining("teacher.json")
        .hasMessageContaining("schedule.timesteps");
    assertThatThrownBy(() -> sheet(FLOW.replace("shift", "shaft")))
        .hasMessageContaining("teacher.json")
        .hasMessageContaining("shift");
  }
}
