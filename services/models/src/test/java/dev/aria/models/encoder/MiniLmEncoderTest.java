package dev.aria.models.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class MiniLmEncoderTest {
  private static MiniLmEncoder encoder;

  @BeforeAll
  static void open() {
    encoder = MiniLmEncoder.fromClassPath();
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  private static double cosine(String a, String b) {
    float[] x = encoder.encode(a);
    float[] y = encoder.encode(b);
    double dot = 0;
    for (int i = 0; i < x.length; i++) {
      dot += x[i] * y[i];
    }
    return dot;
  }

  @Test
  void encode_anyText_hasUnitLength() {
    assertThat(encoder.encode("red apple, noto style")).hasSize(384);
    assertThat(cosine("red apple, noto style", "red apple, noto style")).isCloseTo(1, within(1e-6));
  }

  @Test
  void encode_relatedTexts_areCloserThanUnrelated() {
    double near = cosine("a puppy playing in the park", "a small dog runs on grass");
    double far = cosine("a puppy playing in the park", "quarterly tax declaration form");

    assertThat(near).isGreaterThan(far + 0.3);
  }

  @Test
  void encode_knownText_equalsTheReferenceModel() {
    float[] vector = encoder.encode("This is an example sentence");

    // sentence-transformers prints 0.0677, 0.0635, 0.0487 for the float model; int8 stays near
    assertThat(vector[0]).isCloseTo(0.0677f, within(0.02f));
    assertThat(vector[1]).isCloseTo(0.0635f, within(0.02f));
    assertThat(vector[2]).isCloseTo(0.0487f, within(0.02f));
  }

  @Test
  void encodeAll_beforeAndInParallel_givesTheSameBytes() {
    List<String> texts = IntStream.range(0, 24).mapToObj(i -> "prompt number " + i).toList();
    var alone = encoder.encodeAll(texts);

    try (MiniLmEncoder other = MiniLmEncoder.fromClassPath()) {
      assertThat(other.digest()).isEqualTo(encoder.digest()).hasSize(64);
      texts.parallelStream()
          .forEach(
              text -> {
                float[] row = new float[384];
                alone.readRow(texts.indexOf(text), row, 0);
                assertThat(encoder.encode(text)).containsExactly(row);
                assertThat(other.encode(text)).containsExactly(row);
              });
    }
  }

  @Test
  void encode_longText_isCutAtTheTokenLimit() {
    String limit = "cat ".repeat(MiniLmEncoder.MAX_TOKENS - 2);

    assertThat(encoder.encode(limit + "dog dog dog")).containsExactly(encoder.encode(limit));
    assertThat(encoder.encode("dog " + limit)).isNotEqualTo(encoder.encode(limit));
  }

  @Test
  void encode_blankText_isRefused() {
    assertThatThrownBy(() -> encoder.encode("  \n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("prompt text");
  }

  @Test
  void encode_hundredKilobytes_isRefusedWithTheBound() {
    assertThatThrownBy(() -> encoder.encode("x".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("100000")
        .hasMessageContaining("8192");
  }
}
