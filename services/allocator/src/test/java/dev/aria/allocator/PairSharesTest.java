package dev.aria.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.allocation.RegionVector;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.tensor.Tensor;
import dev.aria.fixtures.InMemoryPairs;
import dev.aria.runtime.pairs.PairedSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PairSharesTest {
  @Test
  void of_pairsWithRegionVectors_goesByThemAndNotByTheConditions() {
    RegionMapRecord map =
        new RegionMapRecord(
            "corpus",
            "map",
            "encoder",
            Tensor.of(new float[] {0, 10}, 2, 1),
            List.of("low", "high"),
            List.of(0.5, 0.5),
            List.of(0, 0));

    RegionVector shares = PairShares.of(map, new OneHighInFour(new InMemoryPairs(8, 2, 3)));

    assertThat(shares.toArray()).containsExactly(0.75, 0.25);
  }

  /** Every fourth pair lies at 9, the others at 1; conditions have three values. */
  private record OneHighInFour(PairedSet inner) implements PairedSet {
    @Override
    public int size() {
      return inner.size();
    }

    @Override
    public String digest() {
      return inner.digest();
    }

    @Override
    public List<Integer> latentShape() {
      return inner.latentShape();
    }

    @Override
    public List<Integer> conditionShape() {
      return inner.conditionShape();
    }

    @Override
    public void latent(int id, float[] target, int offset) {
      inner.latent(id, target, offset);
    }

    @Override
    public void condition(int id, float[] target, int offset) {
      inner.condition(id, target, offset);
    }

    @Override
    public String text(int id) {
      return inner.text(id);
    }

    @Override
    public int regionDimension() {
      return 1;
    }

    @Override
    public void regionVector(int id, float[] target, int offset) {
      target[offset] = id % 4 == 0 ? 9 : 1;
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
