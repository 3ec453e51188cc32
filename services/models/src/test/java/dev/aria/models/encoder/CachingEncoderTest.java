package dev.aria.models.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CachingEncoderTest {
  private static final int MEGABYTE = 1 << 20;
  private static final int HEADER = 44;
  private static final int RECORD = 16 + 2 * 4 + 4;

  @TempDir private Path folder;

  /** Two numbers of a text, and a count of how often it was asked. */
  private static final class CountingEncoder implements ConditionEncoder {
    private final AtomicInteger calls = new AtomicInteger();
    private final String digest;

    CountingEncoder(String digit) {
      this.digest = digit.repeat(64);
    }

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public String digest() {
      return digest;
    }

    @Override
    public float[] encode(String text) {
      calls.incrementAndGet();
      return new float[] {text.length(), text.hashCode()};
    }

    @Override
    public void close() {}
  }

  private final CountingEncoder inner = new CountingEncoder("a");

  private Path file() {
    return folder.resolve("deep/embeddings.bin");
  }

  private CachingEncoder onDisk() {
    return CachingEncoder.onDisk(inner, MEGABYTE, file(), 1000);
  }

  @Test
  void encode_sameTextTwice_asksTheModelOnce() {
    try (var encoder = CachingEncoder.inMemory(inner, MEGABYTE)) {
      float[] first = encoder.encode("apple");
      first[0] = -1; // the caller's copy

      assertThat(encoder.encode("apple")).containsExactly(5, "apple".hashCode());
      assertThat(inner.calls).hasValue(1);
      assertThat(encoder.statistics().hitCount()).isEqualTo(1);
    }
  }

  @Test
  void encode_beyondTheByteBound_forgets() {
    try (var encoder = CachingEncoder.inMemory(inner, 1024)) {
      for (int i = 0; i < 1000; i++) {
        encoder.encode("text " + i);
      }

      assertThat(encoder.statistics().evictionCount()).isGreaterThan(900);
    }
  }

  @Test
  void onDisk_reopened_asksTheModelForNothingItKnew() {
    try (var encoder = onDisk()) {
      encoder.encode("apple");
      encoder.encode("pear");
    }

    try (var encoder = onDisk()) {
      assertThat(encoder.encode("apple")).containsExactly(5, "apple".hashCode());
      assertThat(encoder.encode("pear")).containsExactly(4, "pear".hashCode());
      assertThat(inner.calls).hasValue(2);
    }
  }

  @Test
  void onDisk_tornTail_keepsWholeRecords() throws IOException {
    try (var encoder = onDisk()) {
      encoder.encode("apple");
    }
    Files.write(file(), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);

    try (var encoder = onDisk()) {
      encoder.encode("apple");
      encoder.encode("pear");
    }

    assertThat(inner.calls).hasValue(2);
    assertThat(Files.size(file())).isEqualTo(HEADER + 2L * RECORD);
  }

  @Test
  void onDisk_flippedBit_encodesThatTextAgain() throws IOException {
    try (var encoder = onDisk()) {
      encoder.encode("apple");
      encoder.encode("pear");
    }
    byte[] bytes = Files.readAllBytes(file());
    bytes[HEADER + 20] ^= 1;
    Files.write(file(), bytes);

    try (var encoder = onDisk()) {
      assertThat(encoder.encode("apple")).containsExactly(5, "apple".hashCode());
      assertThat(encoder.encode("pear")).containsExactly(4, "pear".hashCode());
      assertThat(inner.calls).hasValue(3);
    }
  }

  @Test
  void onDisk_full_stopsGrowing() throws IOException {
    try (var encoder = CachingEncoder.onDisk(inner, MEGABYTE, file(), 3)) {
      for (int i = 0; i < 10; i++) {
        encoder.encode("text " + i);
      }
    }

    assertThat(Files.size(file())).isEqualTo(HEADER + 3L * RECORD);
  }

  @Test
  void onDisk_fileOfAnotherEncoder_isRefused() {
    onDisk().close();

    assertThatThrownBy(
            () -> CachingEncoder.onDisk(new CountingEncoder("b"), MEGABYTE, file(), 1000))
        .isInstanceOf(EmbeddingFileRefused.class)
        .hasMessageContaining("leave it and name another");
  }

  @Test
  void onDisk_openedTwice_isRefused() {
    try (var encoder = onDisk()) {
      assertThatThrownBy(this::onDisk)
          .isInstanceOf(EmbeddingFileRefused.class)
          .hasMessageContaining("in use");
      assertThat(encoder.encode("apple")).hasSize(2);
    }
  }
}
