package dev.aria.models.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SafetensorsTest {
  private static final Tensor MATRIX = Tensor.of(new float[] {1, -2, 3.5f, 4, 5, 6}, 2, 3);

  @TempDir private Path folder;

  private static NamedTensors content() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("half", Tensor.of(new float[] {0.5f, 2, -1}, 3).as(ElementType.FLOAT16));
    tensors.put("layers.0.weight", MATRIX);
    tensors.put("scalar", Tensor.of(new float[] {7}));
    tensors.put("empty", Tensor.of(new float[0], 0, 4));
    return new NamedTensors(tensors, Map.of("family", "unet", "note", "größer"));
  }

  private Path file() {
    return folder.resolve("student.safetensors");
  }

  private void raw(String header, int dataBytes) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file(), bytes.putLong(json.length).put(json).array());
  }

  @Test
  void read_whatWasWritten_isEqual() throws IOException {
    Safetensors.write(file(), content());

    NamedTensors read = Safetensors.read(file());

    assertThat(read).isEqualTo(content());
    assertThat(folder.toFile().list()).containsExactly("student.safetensors");
  }

  @Test
  void write_sameContent_givesSameBytesAndAlignedData() throws IOException {
    Safetensors.write(file(), content());
    byte[] first = Files.readAllBytes(file());
    Safetensors.write(file(), content());

    assertThat(Files.readAllBytes(file())).isEqualTo(first);
    assertThat(ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8).isZero();
  }

  @Test
  void read_anyCutOfTheFile_isRefused() throws IOException {
    Safetensors.write(file(), content());
    byte[] whole = Files.readAllBytes(file());

    for (int length = 0; length < whole.length; length += 7) {
      Files.write(file(), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Safetensors.read(file()))
          .isInstanceOf(SafetensorsUnreadable.class)
          .hasMessageContaining("student.safetensors");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[1]|0|no JSON object",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}|4|needs 8 bytes",
        "{'a':{'dtype':'I64','shape':[1],'data_offsets':[0,8]}}|8|dtype I64",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}|8|begins at byte 4",
        "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}}|4|-1 is not between",
        "{'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,4]}}|4|1.5 is no count",
        "{'a':{'dtype':'F32','shape':[1]}}|4|lacks shape or data_offsets",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}|12|file has 12",
        "{'a':{'dtype':'F32','shape':[2147483647,2147483647,4],'data_offsets':[0,4]}}|4|overflow",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{}}|4|Duplicate",
      })
  void read_lyingHeader_isRefused(String header, int bytes, String message) throws IOException {
    raw(header.replace('\'', '"'), bytes);

    assertThatThrownBy(() -> Safetensors.read(file()))
        .isInstanceOf(SafetensorsUnreadable.class)
        .hasMessageContaining(message);
  }

  @Test
  void read_hugeHeaderLength_isRefusedBeforeAllocating() throws IOException {
    Files.write(
        file(),
        ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(Long.MAX_VALUE).array());

    assertThatThrownBy(() -> Safetensors.read(file()))
        .isInstanceOf(SafetensorsUnreadable.class)
        .hasMessageContaining("header of 9223372036854775807 bytes");
  }

  @Test
  void read_missingFile_isRefused() {
    assertThatThrownBy(() -> Safetensors.read(file())).isInstanceOf(SafetensorsUnreadable.class);
  }

  @Test
  void get_unknownName_listsTheNames() {
    assertThatThrownBy(() -> content().get("weight"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layers.0.weight");
  }
}
