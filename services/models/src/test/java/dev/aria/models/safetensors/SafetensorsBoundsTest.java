package dev.aria.models.safetensors;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsBoundsTest {
  @TempDir private Path folder;

  @Test
  void read_offsetsThatAreNoList_isRefused() throws IOException {
    assertRefused(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":{\"x\":0,\"y\":4}}}",
        "lacks shape or data_offsets");
  }

  @Test
  void read_headerBeyondItsBound_isRefusedUnread() throws IOException {
    Path file = folder.resolve("w.safetensors");
    try (var channel = Files.newByteChannel(Files.createFile(file), StandardOpenOption.WRITE)) {
      channel.write(length((16 << 20) + 1));
      channel.position(32 << 20).write(length(0));
    }

    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(SafetensorsUnreadable.class)
        .hasMessageContaining("header of 16777217 bytes");
  }

  private void assertRefused(String header, String reason) throws IOException {
    Path file = folder.resolve("w.safetensors");
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + 4).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file, bytes.putLong(json.length).put(json).array());

    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(SafetensorsUnreadable.class)
        .hasMessageContaining(reason);
  }

  private static ByteBuffer length(long bytes) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(bytes).flip();
  }
}
