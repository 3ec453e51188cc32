package dev.aria.models.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.engine.TorchModule;
import dev.aria.models.engine.Transfer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptArchiveTest {
  private static final int LOCAL_HEADER = 0x04034b50;

  @TempDir Path folder;

  private static ScriptModule nested() {
    String method =
        """
          def forward(self: __torch__.Net, x: Tensor) -> Tensor:
            return torch.add(torch.mul(x, self.a.b.weight), self.offset)
        """
            .indent(0);
    return new ScriptModule(
        "Net",
        method,
        List.of(
            NamedTensor.buffer("offset", Tensor.of(new float[] {10}, 1)),
            NamedTensor.parameter("a.b.weight", Tensor.of(new float[] {2, 3, 4}, 3)),
            NamedTensor.parameter("a.bias", Tensor.of(new float[] {5, 6, 7, 8}, 2, 2))));
  }

  private static byte[] bytes(ScriptModule module) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ScriptArchive.write(module, out);
    return out.toByteArray();
  }

  @Test
  void write_nestedTensors_loadedUnderTheirNamesWithTheirValues() throws IOException {
    Path file = folder.resolve("net.pt");
    ScriptArchive.write(nested(), file);

    try (TorchModule module = TorchModule.load(file, "cpu", true)) {
      assertThat(module.parameters().keySet()).containsExactlyInAnyOrder("a.b.weight", "a.bias");
      module
          .parameters()
          .forEach(
              (name, value) ->
                  assertThat(Transfer.out(value).toFloats())
                      .containsExactly(
                          name.equals("a.bias")
                              ? new float[] {5, 6, 7, 8}
                              : new float[] {2, 3, 4}));
    }
  }

  @Test
  void write_sameModule_sameBytes() throws IOException {
    assertThat(bytes(nested())).isEqualTo(bytes(nested()));
  }

  @Test
  void write_everyEntry_storedAndAligned() throws IOException {
    byte[] archive = bytes(nested());

    ByteBuffer buffer = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    int entries = 0;
    for (int at = 0; buffer.getInt(at) == LOCAL_HEADER; entries++) {
      int method = buffer.getShort(at + 8);
      int data = at + 30 + buffer.getShort(at + 26) + buffer.getShort(at + 28);
      assertThat(method).as("stored").isZero();
      assertThat(data % 64).as("alignment").isZero();
      at = data + buffer.getInt(at + 18);
    }
    assertThat(entries).isEqualTo(7);
  }

  @Test
  void write_anyModule_entriesAreThoseOfTorch() throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes(nested())))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
      }
    }

    assertThat(names)
        .contains("Net/data.pkl", "Net/code/__torch__.py", "Net/constants.pkl", "Net/version")
        .contains("Net/data/0", "Net/data/1", "Net/data/2");
  }

  @Test
  void save_afterLoad_loadsAgainEqual() throws IOException {
    Path file = folder.resolve("net.pt");
    Path again = folder.resolve("again.pt");
    ScriptArchive.write(nested(), file);
    try (TorchModule module = TorchModule.load(file, "cpu", true)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      module.save(out);
      Files.write(again, out.toByteArray());
    }

    try (TorchModule module = TorchModule.load(again, "cpu", true)) {
      assertThat(module.parameters()).hasSize(2);
    }
  }

  @Test
  void module_badNameOrType_refused() {
    Tensor one = Tensor.of(new float[1], 1);

    assertThatThrownBy(() -> NamedTensor.parameter("blocks.0.weight", one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("blocks.0.weight");
    assertThatThrownBy(() -> NamedTensor.parameter("w", one.as(ElementType.FLOAT16)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("float32");
    assertThatThrownBy(
            () ->
                new ScriptModule(
                    "Net", "", List.of(NamedTensor.buffer("w", one), NamedTensor.buffer("w", one))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("repeat");
  }
}
