package dev.aria.trainer.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.tensor.Tensor;
import dev.aria.models.training.ShardSpan;
import dev.aria.trainer.student.Gradient;
import org.junit.jupiter.api.Test;

final class HeldGradientsTest {
  private final HeldGradients held = new HeldGradients();

  private static PeerGradient of(String writer, int first, long history) {
    return new PeerGradient(
        5, history, writer, new Gradient(new ShardSpan(first, 1), 0, Tensor.of(new float[1], 1)));
  }

  @Test
  void add_sameGradientOfManyWriters_keepsOne() {
    for (int writer = 0; writer < 100; writer++) {
      held.add(of("w" + writer, 0, 7));
    }
    held.add(of("other shard", 1, 7));
    held.add(of("other history", 0, 8));

    assertThat(held.take(5))
        .extracting(PeerGradient::writer)
        .containsExactly("w0", "other shard", "other history");
  }
}
