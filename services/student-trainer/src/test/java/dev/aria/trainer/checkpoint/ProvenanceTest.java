package dev.aria.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.diffusion.LossSpace;
import dev.aria.core.record.WeightsVersion;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProvenanceTest {
  private static final Path FILE = Path.of("checkpoint-000000000007.aria");
  private static final Provenance OURS = new Provenance("run", "student", 3, LossSpace.TEACHER);
  private static final ResumePoint POINT =
      new ResumePoint(7, List.of(7L, 8L), new WeightsVersion(2, 5), -9);

  @Test
  void point_ofItsOwnMetadata_isThePointWritten() {
    assertThat(OURS.point(OURS.metadata(POINT), FILE)).isEqualTo(POINT);
  }

  @ParameterizedTest
  @CsvSource({
    "run, another",
    "student, another",
    "lineage, 4",
    "loss-space, noise",
    "next-step, seven",
    "next-offsets, '7,'",
    "next-offsets, '7,x'",
    "weights-term, ''",
    "history, 99999999999999999999"
  })
  void point_anotherValue_isRefusedByFileKeyAndValue(String key, String value) {
    Map<String, String> metadata = new HashMap<>(OURS.metadata(POINT));
    metadata.put(key, value);

    assertThatThrownBy(() -> OURS.point(metadata, FILE))
        .isInstanceOf(ForeignCheckpoint.class)
        .hasMessageContaining(FILE.toString())
        .hasMessageContaining(key);
  }

  @Test
  void point_ofBeforeThereWereLossSpaces_isOfTheTeachers() {
    Map<String, String> metadata = new HashMap<>(OURS.metadata(POINT));
    metadata.remove("loss-space");

    assertThat(OURS.point(metadata, FILE)).isEqualTo(POINT);
    assertThatThrownBy(
            () -> new Provenance("run", "student", 3, LossSpace.SAMPLE).point(metadata, FILE))
        .hasMessageContaining("loss-space 'teacher'");
  }

  @Test
  void point_aValueThatIsMissing_isRefusedByName() {
    OURS.metadata(POINT).keySet().stream()
        .filter(key -> !key.equals("loss-space"))
        .forEach(
            key -> {
              Map<String, String> metadata = new HashMap<>(OURS.metadata(POINT));
              metadata.remove(key);

              assertThatThrownBy(() -> OURS.point(metadata, FILE))
                  .isInstanceOf(ForeignCheckpoint.class)
                  .hasMessageContaining(key);
            });
  }
}
