package dev.aria.data.making;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.tensor.ElementType;
import dev.aria.data.fixture.NumpyFiles;
import dev.aria.data.fixture.Pictures;
import dev.aria.data.fixture.Tars;
import dev.aria.data.fixture.TinyModels;
import dev.aria.data.item.ItemSource;
import dev.aria.data.sheet.ContactSheet;
import dev.aria.data.sheet.SetNumbers;
import dev.aria.data.source.ColumnNames;
import dev.aria.data.source.Sources;
import dev.aria.models.codec.IdentityCodec;
import dev.aria.runtime.pairs.PairedSetManifest;
import dev.aria.runtime.pairs.ShardedPairs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PairMakingTest {
  private static final int ITEMS = 40;
  private static final int NO_CAPTION = 11;
  private static final int BAD_PICTURE = 17;

  @TempDir Path folder;
  private Path tar;

  @BeforeEach
  void writeTar() {
    tar = folder.resolve("0.tar");
    try (Tars out = new Tars(tar)) {
      for (int i = 0; i < ITEMS; i++) {
        String key = "%03d".formatted(i);
        byte[] png = Pictures.plain(4, 4, 0x010101 * (200 - i), "png");
        out.add(key + ".png", i == BAD_PICTURE ? new byte[] {1, 2} : png);
        out.add(key + ".txt", i == NO_CAPTION ? " " : "grey " + i);
      }
    }
  }

  @Test
  void make_pictures_givesTheirLatentsAndListsTheRest() {
    PairedSetManifest manifest = make("set", TinyModels.pixels(4), settings(2, 4));

    assertThat(manifest.pairs()).isEqualTo(ITEMS - 2);
    assertThat(manifest.items()).isEqualTo(ITEMS);
    assertThat(manifest.shards()).hasSize(4);
    assertThat(folder.resolve("set/rejected.tsv"))
        .hasContent(
            """
            0.tar/011	no caption: it is empty
            0.tar/017	unknown format: no JPEG, PNG, WebP, GIF or BMP
            """);
    try (ShardedPairs pairs = ShardedPairs.open(folder.resolve("set"))) {
      float[] latent = new float[3 * 16];
      pairs.latent(20, latent, 0);
      assertThat(pairs.text(20)).isEqualTo("grey 22");
      assertThat(latent)
          .usingComparatorWithPrecision(1e-5f)
          .containsOnly(2 * (200 - 22) / 255f - 1);
    }
  }

  @Test
  void make_anyNumberOfWorkers_givesTheSameBytes() throws IOException {
    make("one", TinyModels.pixels(4), settings(1, 4));
    make("four", TinyModels.pixels(4), settings(4, 4));

    assertThat(contents("four")).isEqualTo(contents("one"));
  }

  @Test
  void make_codecFailing_stopsWithTheItemAndGoesOnLater() throws IOException {
    make("whole", TinyModels.pixels(4), settings(1, 3));

    for (float least : new float[] {0.5f, 0.4f, 0.3f}) {
      var failing =
          TinyModels.with(new TinyModels.FailingCodec(new IdentityCodec(List.of(3, 4, 4)), least));
      assertThatThrownBy(() -> make("set", failing, settings(2, 3)))
          .isInstanceOf(MakingFailed.class)
          .hasMessageMatching(
              "encoding 0.tar/0\\d\\d failed: out of memory on the device; \\d+ items before it"
                  + " are kept, run the same command to go on");
      assertThat(folder.resolve("set/manifest.json")).doesNotExist();
    }
    make("set", TinyModels.pixels(4), settings(2, 3));

    assertThat(contents("set")).isEqualTo(contents("whole"));
  }

  @Test
  void make_goneOnWithOtherBatchOrSources_isRefused() {
    var failing =
        TinyModels.with(new TinyModels.FailingCodec(new IdentityCodec(List.of(3, 4, 4)), 0.4f));
    assertThatThrownBy(() -> make("set", failing, settings(1, 3))).hasMessageContaining("kept");

    assertThatThrownBy(() -> make("set", TinyModels.pixels(4), settings(1, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("batch was 3, is 4");
    assertThatThrownBy(() -> make("set", TinyModels.pixels(8), settings(1, 3)))
        .hasMessageContaining("latents was [3, 4, 4] FLOAT32, is [3, 8, 8] FLOAT32");
  }

  @Test
  void make_nulOrBlankCaptions_areListedAndTheOthersKept() throws IOException {
    Files.write(folder.resolve("a.png"), Pictures.plain(4, 4, 0, "png"));
    Path metadata =
        Files.writeString(
            folder.resolve("metadata.jsonl"),
            """
            {"file_name": "a.png", "text": ["good", "b\\u0000d"]}
            {"file_name": "a.png", "text": "b\\u0000d"}
            """);

    PairedSetManifest manifest =
        making(TinyModels.pixels(4), settings(1, 8))
            .make(folder.resolve("set"), Sources.at(metadata, ColumnNames.USUAL));

    assertThat(manifest.pairs()).isEqualTo(1);
    assertThat(manifest.captions()).isEqualTo(1);
    assertThat(Files.readAllLines(folder.resolve("set/rejected.tsv")))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("bad caption: ").contains("U+0000"))
        .first()
        .asString()
        .startsWith("a.png caption 2\t");
  }

  @Test
  void make_latents_ofAnotherShapeStopAndNotFiniteAreListed() throws IOException {
    Path npy = folder.resolve("latents.npy");
    Files.writeString(folder.resolve("captions.txt"), "one\ntwo\n");
    float[] values = new float[2 * 3];
    values[4] = Float.NaN;
    Files.write(npy, NumpyFiles.floats("(2, 3, 1, 1)", values));
    List<ItemSource> sources = Sources.at(npy, ColumnNames.USUAL);

    making(TinyModels.pixels(1), settings(1, 8)).make(folder.resolve("set"), sources);

    assertThat(folder.resolve("set/rejected.tsv"))
        .hasContent("latents.npy/1\tlatent not finite: NaN at element 1\n");
    assertThatThrownBy(
            () -> making(TinyModels.pixels(2), settings(1, 8)).make(folder.resolve("b"), sources))
        .hasMessageContaining(
            "latents.npy/0 is a latent of shape [3, 1, 1], the teacher takes [3, 2, 2]");
  }

  @Test
  void sheetAndNumbers_ofASet_showIt() throws IOException {
    PairedSetManifest manifest = make("set", TinyModels.pixels(4), settings(2, 4));
    Path sheet = folder.resolve("sheet.png");

    SetNumbers numbers = SetNumbers.of(folder.resolve("set"), manifest);
    try (ShardedPairs pairs = ShardedPairs.open(folder.resolve("set"))) {
      new ContactSheet(new IdentityCodec(List.of(3, 4, 4)), 3)
          .write(pairs, ContactSheet.shown(pairs.size(), 5), sheet);
    }

    assertThat(numbers.rejected()).isEqualTo(Map.of("no caption", 1L, "unknown format", 1L));
    assertThat(numbers.latentMean()).isBetween(0.3, 0.5);
    assertThat(ImageIO.read(sheet.toFile()).getWidth()).isEqualTo(3 * (18 * 4 + 2) + 2); // enlarged
    assertThat(ImageIO.read(sheet.toFile()).getRGB(2, 2) & 0xFF).isEqualTo(200);
  }

  @Test
  void make_nothingUsable_saysWhereTheReasonsAre() {
    Path empty = folder.resolve("empty.tar");
    try (Tars out = new Tars(empty)) {
      out.add("a.txt", "alone");
    }

    assertThatThrownBy(
            () ->
                making(TinyModels.pixels(4), settings(1, 8))
                    .make(folder.resolve("set"), Sources.at(empty, ColumnNames.USUAL)))
        .hasMessageContaining("none of 1 items gave a pair")
        .hasMessageContaining("rejected.tsv says why");
  }

  private static MakingSettings settings(int workers, int batch) {
    return new MakingSettings(workers, batch, ElementType.FLOAT32, 10);
  }

  private static PairMaking making(PairModels models, MakingSettings settings) {
    return new PairMaking(models, settings, (bytes, pairs, rejected) -> {});
  }

  private PairedSetManifest make(String set, PairModels models, MakingSettings settings) {
    return making(models, settings).make(folder.resolve(set), Sources.at(tar, ColumnNames.USUAL));
  }

  private Map<String, String> contents(String set) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve(set))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        contents.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }
}
