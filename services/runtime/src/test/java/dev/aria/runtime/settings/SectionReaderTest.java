package dev.aria.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SectionReaderTest {
  private static final String WHOLE =
      """
      some.part {
        some-text = words, max-count = 3, far = 5000000000, share = 0.5, is-on = true
        flush-time = 2 s, store = /data, port-file = "", kind = film-mlp
        devices = "cpu, gpu:1,", levels = "1,2", inner { least = 1 }
      }
      """;

  enum Kind {
    UNET,
    FILM_MLP
  }

  record Inner(int least) {
    Inner {
      Bounds.atLeast("some.part.inner.least", least, 1);
    }
  }

  record Part(
      String someText,
      int maxCount,
      long far,
      double share,
      boolean isOn,
      Duration flushTime,
      Path store,
      Optional<Path> portFile,
      Kind kind,
      List<String> devices,
      List<Integer> levels,
      Inner inner) {}

  @Test
  void read_everyKindOfComponent_isItsKey() {
    assertThat(read(""))
        .isEqualTo(
            new Part(
                "words",
                3,
                5_000_000_000L,
                0.5,
                true,
                Duration.ofSeconds(2),
                Path.of("/data"),
                Optional.empty(),
                Kind.FILM_MLP,
                List.of("cpu", "gpu:1"),
                List.of(1, 2),
                new Inner(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "some.part.kind=resnet|some.part.kind is 'resnet', must be one of unet, film-mlp",
        "some.part.levels=1;2|some.part.levels is '1;2', must be whole numbers separated by commas",
        "some.part.inner.least=0|some.part.inner.least is 0, must be at least 1"
      })
  void read_valueThatTheRecordDoesNotTake_isRefusedWithItsKey(String change, String reason) {
    String[] parts = change.split("=", 2);

    assertThatThrownBy(() -> read(parts[0] + " = \"" + parts[1] + '"'))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void read_valueOfAnotherType_isRefusedWithItsKey() {
    assertThatThrownBy(() -> read("some.part.max-count = many"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("max-count");
  }

  @Test
  void word_constant_isLowerCaseWithHyphens() {
    assertThat(SectionReader.word(Kind.FILM_MLP)).isEqualTo("film-mlp");
  }

  private static Part read(String change) {
    Config all = ConfigFactory.parseString(WHOLE + change);
    return SectionReader.read(all, "some.part", Part.class);
  }
}
