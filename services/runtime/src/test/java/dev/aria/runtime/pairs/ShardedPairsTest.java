package dev.aria.runtime.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.tensor.ElementType;
import dev.aria.runtime.pairs.writing.PairedSetWriter;
import dev.aria.runtime.pairs.writing.RandomPairs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShardedPairsTest {
  private static final PairLayout LAYOUT = RandomPairs.layout(ElementType.FLOAT32, 2, 3);

  @TempDir Path folder;

  @BeforeEach
  void write() {
    try (PairedSetWriter writer =
        PairedSetWriter.open(folder, LAYOUT, RandomPairs.RECIPE, RandomPairs.SOURCES)) {
      for (int i = 0; i < 6; i++) {
        writer.append(new RandomPairs(LAYOUT, 2).batch(i));
      }
      writer.finish();
    }
  }

  @Test
  void read_anyByteOfAShardChanged_namesShardAndRowOrReadsAsBefore() throws IOException {
    Path file = folder.resolve("shard-00001.pairs");
    byte[] good = Files.readAllBytes(file);
    List<String> before = all();

    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 0x10;
      Files.write(file, bad);
      assertThatThrownBy(this::all)
          .as("byte %d", i)
          .isInstanceOf(PairedSetUnreadable.class)
          .hasMessageContaining("shard 1 (shard-00001.pairs)")
          .hasMessageContaining("copy that file again, or make the set again");
      assertThat(flaws()).hasSize(1).first().asString().contains("shard-00001.pairs: SHA-256");
    }
    Files.write(file, good);

    assertThat(all()).isEqualTo(before);
    assertThat(flaws()).isEmpty();
  }

  @Test
  void latent_damaged_namesTheRowAndThePair() throws IOException {
    Path file = folder.resolve("shard-00001.pairs");
    byte[] bytes = Files.readAllBytes(file);
    bytes[ShardPlaces.HEADER + LAYOUT.latentBytes()] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> PairedSets.open(folder).latent(4, new float[6], 0))
        .hasMessageContaining("row 1 (pair 4), whose latent does not match its checksum");
  }

  @Test
  void open_shardMissingCutOrSwapped_namesIt() throws IOException {
    Path file = folder.resolve("shard-00001.pairs");
    byte[] good = Files.readAllBytes(file);

    Files.write(file, Arrays.copyOf(good, good.length - 1));
    assertThatThrownBy(() -> PairedSets.open(folder))
        .hasMessageContaining("has %d bytes, must have %d".formatted(good.length - 1, good.length));
    Files.delete(file);
    assertThatThrownBy(() -> PairedSets.open(folder))
        .hasMessageContaining("00001.pairs) is missing");
  }

  @Test
  void open_manifestChanged_isRefusedOrAnotherDigest() throws IOException {
    Path file = folder.resolve(PairedSetManifest.FILE);
    String digest = PairedSets.open(folder).digest();
    String text = Files.readString(file);

    Files.writeString(file, text.replace("\"random\"", "\"other\""));
    assertThat(PairedSets.open(folder).digest()).isNotEqualTo(digest);
    Files.writeString(file, text.replace("\"pairs\" : ", "\"pairs\" : 1"));
    assertThatThrownBy(() -> PairedSets.open(folder))
        .isInstanceOf(PairedSetUnreadable.class)
        .hasMessageContaining("manifest.json is damaged");
  }

  @Test
  void open_folderWithoutManifest_isNoPairedSet() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThatThrownBy(() -> PairedSets.open(empty))
        .hasMessageContaining("has no manifest.json, so it is no paired set");
  }

  private List<String> flaws() {
    List<String> flaws = new ArrayList<>();
    PairedSetCheck.of(folder, bytes -> {}, flaws::add);
    return flaws;
  }

  private List<String> all() {
    List<String> all = new ArrayList<>();
    try (PairedSet pairs = PairedSets.open(folder)) {
      float[] values = new float[6];
      for (int id = 0; id < pairs.size(); id++) {
        pairs.latent(id, values, 0);
        all.add(Arrays.toString(values));
        pairs.regionVector(id, values, 0);
        for (int caption = 0; caption < pairs.captions(id); caption++) {
          pairs.condition(id, caption, values, 0);
          all.add(pairs.text(id, caption) + Arrays.toString(values));
        }
      }
    }
    return all;
  }
}
