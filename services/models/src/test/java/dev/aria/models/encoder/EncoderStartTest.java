package dev.aria.models.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.models.engine.ForkedJvm;
import org.junit.jupiter.api.Test;

/** The tokenizer's and ONNX Runtime's native libraries, where they cannot be unpacked. */
class EncoderStartTest {
  @Test
  void fromClassPath_cacheFolderThatCannotBe_saysSoAtEachCall() throws Exception {
    assertSaid(ForkedJvm.output(StartTwice.class, "/dev/null/x"));
  }

  @Test
  void fromClassPath_temporaryFolderThatCannotBe_saysSoAtEachCall() throws Exception {
    String tokenizers = System.getProperty("user.home") + "/.djl.ai";

    assertSaid(ForkedJvm.output(StartTwice.class, tokenizers, "-Djava.io.tmpdir=/dev/null/y"));
  }

  private static void assertSaid(String output) {
    assertThat(output.lines().filter(line -> line.startsWith("refused")))
        .as(output)
        .hasSize(2)
        .allMatch(line -> line.contains("MiniLM") && line.contains("ENGINE_CACHE_DIR"));
  }

  /** Tries the encoder twice and prints what it is told. */
  static final class StartTwice {
    private StartTwice() {}

    public static void main(String[] arguments) {
      for (int call = 0; call < 2; call++) {
        try {
          MiniLmEncoder.fromClassPath().close();
          System.out.println("started");
        } catch (EncoderUnavailable e) {
          System.out.println("refused: " + e.getMessage());
        }
      }
    }
  }
}
