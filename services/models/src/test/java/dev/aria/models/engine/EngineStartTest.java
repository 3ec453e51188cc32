package dev.aria.models.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EngineStartTest {
  /** How natives fail: at the first use of their class, at the second, and by themselves. */
  static Stream<Throwable> failures() {
    return Stream.of(
        new ExceptionInInitializerError(new IllegalStateException("no folder")),
        new NoClassDefFoundError("Could not initialize class Native"),
        new UnsatisfiedLinkError("no jnitorch"),
        new IllegalStateException("no folder"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void engine_nativesThatFail_isUnavailableEachTimeAndNamesThem(Throwable failure) {
    EngineStart start = EngineStart.of(throwing(failure));

    for (int call = 0; call < 2; call++) {
      assertThatThrownBy(start::engine)
          .isInstanceOf(EngineUnavailable.class)
          .hasMessageContainingAll("libtorch cannot be used", failure.toString())
          .hasRootCause(failure.getCause() == null ? failure : failure.getCause());
    }
  }

  @Test
  void engine_refusedByOurselves_isUnavailableEachTimeWithThatReason() {
    EngineStart start = EngineStart.of(throwing(new EngineUnavailable("another version")));

    for (int call = 0; call < 2; call++) {
      assertThatThrownBy(start::engine)
          .isInstanceOf(EngineUnavailable.class)
          .hasMessage("another version");
    }
  }

  @Test
  void start_cacheFolderThatCannotBe_saysSoAtEachCall() throws Exception {
    String output = ForkedJvm.output(StartTwice.class, "/dev/null/x");

    assertThat(output.lines().filter(line -> line.startsWith("refused")))
        .hasSize(2)
        .allMatch(line -> line.contains("ENGINE_CACHE_DIR") && line.contains("is that folder"));
    assertThat(output).doesNotContain("Error");
  }

  private static Supplier<Engine> throwing(Throwable failure) {
    return () -> {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    };
  }

  /** Tries the engine twice and prints what it is told. */
  static final class StartTwice {
    private StartTwice() {}

    public static void main(String[] arguments) {
      for (int call = 0; call < 2; call++) {
        try {
          TorchEngine.start();
          System.out.println("started");
        } catch (EngineUnavailable e) {
          System.out.println("refused: " + e.getMessage());
        }
      }
    }
  }
}
