package dev.aria.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.data.fixture.NumpyFiles;
import dev.aria.data.item.Caption;
import dev.aria.data.item.Content;
import dev.aria.data.item.SourceItem;
import dev.aria.data.item.SourceUnreadable;
import dev.aria.models.safetensors.NamedTensors;
import dev.aria.models.safetensors.Safetensors;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LatentFileTest {
  @TempDir Path folder;

  @Test
  void npy_captionsBeside_areReadLineByLine() throws IOException {
    Path file = folder.resolve("latents.npy");
    Files.write(file, NumpyFiles.floats("(2, 1, 2)", 1, 2, 3, 4));
    Files.writeString(folder.resolve("captions.txt"), "one\ntwo\n");

    List<SourceItem> items = SourcesTest.items(file, ColumnNames.USUAL);

    assertThat(items).hasSize(2);
    assertThat(items.get(1).captions()).containsExactly(new Caption("two", 1));
    assertThat(items.get(1).content())
        .isEqualTo(
            new Content.Latent(
                List.of(1, 2), FloatBuffer.wrap(new float[] {3, 4}), Optional.empty()));
  }

  @Test
  void npz_latentsCaptionsAndConditions_areRead() throws IOException {
    Path file = folder.resolve("set.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      put(zip, "latents.npy", NumpyFiles.doubles("(2, 2)", 1, 2, 3, 4));
      put(zip, "captions.npy", NumpyFiles.texts("one", "zwei ü"));
      put(zip, "conditions.npy", NumpyFiles.floats("(2, 1)", 8, 9));
    }

    SourceItem second = SourcesTest.items(file, ColumnNames.USUAL).get(1);

    assertThat(second.captions()).containsExactly(new Caption("zwei ü", 1));
    assertThat(second.content())
        .isEqualTo(
            new Content.Latent(
                List.of(2),
                FloatBuffer.wrap(new float[] {3, 4}),
                Optional.of(FloatBuffer.wrap(new float[] {9}))));
  }

  @Test
  void safetensors_halfPrecision_isRead() throws IOException {
    Path file = folder.resolve("x.safetensors");
    Tensor latents = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2).as(ElementType.FLOAT16);
    Safetensors.write(file, new NamedTensors(Map.of("latents", latents), Map.of()));
    Files.writeString(folder.resolve("x.jsonl"), "{\"text\": [\"a\", \"b\"]}\n{\"text\": \"c\"}\n");

    List<SourceItem> items = SourcesTest.items(file, ColumnNames.USUAL);

    assertThat(items.get(0).captions()).extracting(Caption::text).containsExactly("a", "b");
    assertThat(((Content.Latent) items.get(1).content()).values())
        .isEqualTo(FloatBuffer.wrap(new float[] {3, 4}));
  }

  @Test
  void open_badFiles_areRefusedInPlainWords() throws IOException {
    Path file = folder.resolve("latents.npy");
    byte[] good = NumpyFiles.floats("(2, 2)", 1, 2, 3, 4);
    Files.write(file, good);
    refused(file, "latents.npy has no captions: none of [latents.txt, latents.jsonl");
    Files.writeString(folder.resolve("captions.txt"), "one\n");
    refused(file, "latents.npy has 2 latents but only 1 captions; give each latent one line");
    Files.writeString(folder.resolve("captions.txt"), "one\ntwo\nthree\n");
    refused(file, "latents.npy has 2 latents but more captions");
    Files.write(file, Arrays.copyOf(good, good.length - 1));
    refused(file, "latents.npy is cut short: it ends in row 1 of 2");
    Files.writeString(file, "hello");
    refused(file, "latents.npy is no NumPy array");
    Files.write(file, NumpyFiles.texts("a", "b"));
    refused(file, "latents.npy holds texts, must hold floats");
  }

  private static void refused(Path file, String message) {
    assertThatThrownBy(() -> SourcesTest.items(file, ColumnNames.USUAL))
        .isInstanceOf(SourceUnreadable.class)
        .hasMessageContaining(message);
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
