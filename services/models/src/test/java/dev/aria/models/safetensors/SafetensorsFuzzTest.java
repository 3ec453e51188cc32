package dev.aria.models.safetensors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.tensor.Tensor;
import dev.aria.fuzz.Fuzzing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFuzzTest {
  private static final int FILES = Fuzzing.inputs();

  @TempDir Path folder;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void read_damagedFile_givesTensorsOrUnreadable() throws IOException {
    Path file = folder.resolve("a.safetensors");
    Tensor tensor = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2);
    Safetensors.write(file, new NamedTensors(Map.of("w", tensor), Map.of("k", "v")));
    Fuzzing fuzzing =
        new Fuzzing(List.of(Files.readAllBytes(file)), SafetensorsUnreadable.class, 4 << 20, 256);

    try (FileChannel damaged = FileChannel.open(file, StandardOpenOption.WRITE)) {
      Fuzzing.Outcome outcome =
          fuzzing.run(
              FILES,
              8,
              bytes -> {
                damaged.truncate(bytes.length); // written over in place: to make it anew is slow
                damaged.write(ByteBuffer.wrap(bytes), 0);
                Safetensors.read(file);
              });

      assertThat(outcome.read()).isPositive();
      assertThat(outcome.refused()).isPositive();
    }
  }
}
