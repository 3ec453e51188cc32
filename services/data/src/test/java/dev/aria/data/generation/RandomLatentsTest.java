package dev.aria.data.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RandomLatentsTest {
  private final RandomLatents latents = new RandomLatents(List.of(4, 8, 8));

  @Test
  void sample_seeds_areStandardNormalAndFixedByTheirSeed() {
    Tensor two = latents.sample(List.of("a", "b"), List.of(5L, 6L));
    Tensor second = latents.sample(List.of("c"), List.of(6L));

    assertThat(two.shape()).containsExactly(2, 4, 8, 8);
    float[] row = new float[256];
    two.readRow(1, row, 0);
    assertThat(second.toFloats()).isEqualTo(row);
    float[] all = two.toFloats();
    double mean = IntStream.range(0, all.length).mapToDouble(i -> all[i]).average().orElseThrow();
    double square =
        IntStream.range(0, all.length).mapToDouble(i -> all[i] * all[i]).average().orElseThrow();
    assertThat(mean).isCloseTo(0, within(0.15));
    assertThat(square).isCloseTo(1, within(0.2));
  }
}
