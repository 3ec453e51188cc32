package dev.aria.core.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RegionMapDigestTest {
  private static final Tensor CENTROIDS = Tensor.of(new float[] {1, 2}, 2, 1);
  private static final List<String> NAMES = List.of("a", "b");

  @Test
  void of_sameMap_isTheRecordedDigest() {
    String digest = RegionMapDigest.of("e", Metric.COSINE, CENTROIDS, NAMES);

    assertThat(digest)
        .isEqualTo("222c0b922d634bbbffe08c63b0b6dcff8173b9e4986cc58182f0b1f9ce3effe6");
  }

  @Test
  void of_anyPartChanged_isAnother() {
    Stream<String> digests =
        Stream.of(
            RegionMapDigest.of("e", Metric.COSINE, CENTROIDS, NAMES),
            RegionMapDigest.of("f", Metric.COSINE, CENTROIDS, NAMES),
            RegionMapDigest.of("e", Metric.EUCLIDEAN, CENTROIDS, NAMES),
            RegionMapDigest.of("e", Metric.COSINE, Tensor.of(new float[] {1, 3}, 2, 1), NAMES),
            RegionMapDigest.of("e", Metric.COSINE, Tensor.of(new float[] {1, 2}, 1, 2), NAMES),
            RegionMapDigest.of("e", Metric.COSINE, CENTROIDS, List.of("b", "a")),
            RegionMapDigest.of("e", Metric.COSINE, CENTROIDS, List.of("ab", "")));

    assertThat(digests).doesNotHaveDuplicates();
  }
}
