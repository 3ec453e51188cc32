package dev.aria.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RandomStreamTest {

  @Test
  void nextInt_firstBlockOfZeroCoordinates_isPhiloxOfItsCounter() {
    int[] block = {0, Purpose.TIMESTEP.number(), 7, 0};
    Philox.encrypt(block, 42, 0);

    RandomStream stream = RandomStream.of(42, Purpose.TIMESTEP, 7);

    for (int word : block) {
      assertThat(stream.nextInt()).isEqualTo(word);
    }
  }

  @Test
  void of_sameCoordinates_repeats() {
    RandomStream first = RandomStream.of(-9, Purpose.SWAP, 1L << 40, 3);
    RandomStream second = RandomStream.of(-9, Purpose.SWAP, 1L << 40, 3);

    for (int i = 0; i < 1000; i++) {
      assertThat(first.nextLong()).isEqualTo(second.nextLong());
    }
  }

  @Test
  void of_differentCoordinates_neverShareAValue() {
    Set<Long> seen = new HashSet<>();
    for (long seed : new long[] {0, 1, 1L << 32, -1}) {
      for (Purpose purpose : Purpose.values()) {
        for (long index : new long[] {0, 1, 1L << 32, -1}) {
          for (int lane : new int[] {0, 1, RandomStream.LANES - 1}) {
            seen.add(RandomStream.of(seed, purpose, index, lane).nextLong());
          }
        }
      }
    }

    assertThat(seen).hasSize(4 * Purpose.values().length * 4 * 3);
  }

  @Test
  void of_laneOutOfRange_isRefused() {
    assertThatThrownBy(() -> RandomStream.of(0, Purpose.SWAP, 0, RandomStream.LANES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lane");
  }

  @Test
  void nextDouble_manyDraws_isUniform() {
    RandomStream stream = RandomStream.of(5, Purpose.SWAP, 0);
    int draws = 200_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < draws; i++) {
      double value = stream.nextDouble();
      assertThat(value >= 0 && value < 1).isTrue();
      sum += value;
      squares += value * value;
    }

    assertThat(sum / draws).isCloseTo(0.5, within(4 / Math.sqrt(12.0 * draws)));
    assertThat(squares / draws).isCloseTo(1.0 / 3, within(0.003));
  }

  @Test
  void nextInt_boundThatShowsModuloBias_isUniform() {
    RandomStream stream = RandomStream.of(5, Purpose.LATENT, 0);
    int bound = 3 << 29; // plain modulo would favour the lower half by a factor of two
    int draws = 60_000;
    int lower = 0;
    for (int i = 0; i < draws; i++) {
      lower += stream.nextInt(bound) < bound / 2 ? 1 : 0;
    }

    assertThat(lower / (double) draws).isCloseTo(0.5, within(0.01));
  }

  @Test
  void nextLong_anyBound_staysInRangeAndReachesBothEnds() {
    RandomStream stream = RandomStream.of(5, Purpose.LATENT, 1);
    for (long bound : new long[] {1, 2, 3, 5, 8}) {
      Set<Long> seen = new HashSet<>();
      for (int i = 0; i < 500; i++) {
        seen.add(stream.nextLong(bound));
      }

      assertThat(seen).hasSize((int) bound).allMatch(value -> value >= 0 && value < bound);
    }
  }

  @Test
  void nextBound_notPositive_isRefused() {
    RandomStream stream = RandomStream.of(5, Purpose.LATENT, 1);

    assertThatThrownBy(() -> stream.nextInt(0)).hasMessageContaining("bound");
    assertThatThrownBy(() -> stream.nextLong(-1)).hasMessageContaining("bound");
  }
}
