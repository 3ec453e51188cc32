package dev.aria.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FuzzingTest {
  private static final byte[] INPUT = "a valid input".getBytes(StandardCharsets.US_ASCII);
  private final Fuzzing fuzzing =
      new Fuzzing(List.of(INPUT), IllegalArgumentException.class, 1 << 16, 16);

  @Test
  void next_sameSeed_sameSequenceOfManyInputs() {
    Mutator one = new Mutator(List.of(INPUT), 5);
    Mutator two = new Mutator(List.of(INPUT), 5);
    Set<String> seen = new HashSet<>();

    for (int i = 0; i < 1000; i++) {
      byte[] bytes = one.next();
      assertThat(two.next()).isEqualTo(bytes);
      seen.add(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    assertThat(seen).hasSizeGreaterThan(900);
    assertThat(INPUT).asString().isEqualTo("a valid input");
  }

  @Test
  void run_readerThatRefusesAsItSays_isCounted() {
    Fuzzing.Outcome outcome =
        fuzzing.run(
            1000,
            1,
            input -> {
              if (input.length % 2 == 0) {
                throw new IllegalArgumentException("even");
              }
            });

    assertThat(outcome.read()).isPositive();
    assertThat(outcome.read() + outcome.refused()).isEqualTo(1000);
  }

  @Test
  void run_anotherExceptionOrAnError_fails() {
    for (Throwable defect : List.of(new IllegalStateException("oops"), new StackOverflowError())) {
      assertThatThrownBy(
              () ->
                  fuzzing.run(
                      100,
                      1,
                      input -> {
                        if (defect instanceof Error error) {
                          throw error;
                        }
                        throw (RuntimeException) defect;
                      }))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("threw " + defect);
    }
  }

  @Test
  void run_memoryThatTheInputDoesNotExplain_fails() {
    assertThatThrownBy(
            () -> fuzzing.run(100, 1, input -> assertThat(new byte[1 << 20]).isNotNull()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("bytes of heap");
  }
}
