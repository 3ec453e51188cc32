package dev.aria.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.digest.Sha256;
import dev.aria.fuzz.Fuzzing;
import dev.aria.models.json.StrictJson;
import dev.aria.models.model.ModelDescriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CheckpointFuzzTest {
  private static final int INPUTS = Fuzzing.inputs();
  private static final byte[] MODULE = {1, 2, 3, 4, 5};
  private static final ModelDescriptor DESCRIPTOR =
      new ModelDescriptor(
          "tiny",
          "film-mlp",
          Map.of("width", "8"),
          List.of(5),
          List.of(3),
          TinyProblem.diffusion(),
          2,
          Sha256.of(MODULE));

  @TempDir Path folder;

  /** As if the digest at the end had been made to fit the damage. */
  @Test
  void read_damagedContent_givesACheckpointOrUnreadable() throws IOException {
    Fuzzing fuzzing = new Fuzzing(List.of(checkpoint()), CheckpointUnreadable.class, 4 << 20, 256);
    Path name = folder.resolve("a.ckpt");

    Fuzzing.Outcome outcome =
        fuzzing.run(
            INPUTS,
            3,
            bytes ->
                CheckpointFile.read(
                    name, new DataInputStream(new ByteArrayInputStream(bytes)), bytes.length));

    assertThat(outcome.refused()).isGreaterThan(INPUTS / 2);
    assertThat(outcome.read()).isPositive();
  }

  @Test
  void read_damagedFile_isRefusedByItsDigest() throws IOException {
    Fuzzing fuzzing = new Fuzzing(List.of(checkpoint()), CheckpointUnreadable.class, 8 << 20, 256);
    Path file = folder.resolve("a.ckpt");

    Fuzzing.Outcome outcome =
        fuzzing.run(
            1000,
            4,
            bytes -> {
              Files.write(file, bytes);
              CheckpointFile.read(file);
            });

    assertThat(outcome.read()).isLessThan(20); // damages that undo each other
  }

  @Test
  void descriptor_damagedJson_isReadOrRefused() {
    List<byte[]> corpus =
        Stream.of(StrictJson.write(DESCRIPTOR), StrictJson.write(DESCRIPTOR).replace(" ", ""))
            .map(json -> json.getBytes(StandardCharsets.UTF_8))
            .toList();
    Fuzzing fuzzing = new Fuzzing(corpus, IllegalArgumentException.class, 4 << 20, 256);

    Fuzzing.Outcome outcome =
        fuzzing.run(
            INPUTS,
            5,
            json ->
                StrictJson.read(new String(json, StandardCharsets.UTF_8), ModelDescriptor.class));

    assertThat(outcome.read()).isPositive();
    assertThat(outcome.refused()).isPositive();
  }

  private static byte[] checkpoint() throws IOException {
    CheckpointFile.Header header =
        new CheckpointFile.Header(
            DESCRIPTOR, OptimizerSettings.constant(1e-2, 0), 7, MODULE.length, 2, Map.of("a", "b"));
    List<ByteBuffer> arrays = Stream.generate(() -> ByteBuffer.allocate(8)).limit(4).toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new CheckpointFile(header, MODULE, arrays).writeTo(out);
    return out.toByteArray();
  }
}
