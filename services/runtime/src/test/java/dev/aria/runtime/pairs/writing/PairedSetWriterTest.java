package dev.aria.runtime.pairs.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.tensor.ElementType;
import dev.aria.runtime.pairs.PairLayout;
import dev.aria.runtime.pairs.PairedSetManifest;
import dev.aria.runtime.pairs.PairedSetUnreadable;
import dev.aria.runtime.pairs.ShardedPairs;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PairedSetWriterTest {
  private static final int BATCHES = 12;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"FLOAT32,0,1", "FLOAT32,5,4", "FLOAT16,0,7", "FLOAT16,3,100"})
  void finish_anyLayout_readsAsWritten(ElementType type, int regions, int rows) {
    PairLayout layout = RandomPairs.layout(type, regions, rows);
    RandomPairs random = new RandomPairs(layout, rows);

    PairedSetManifest manifest = write(folder.resolve("set"), layout, random);

    List<NewPair> expected =
        IntStream.range(0, BATCHES).boxed().flatMap(i -> random.batch(i).pairs().stream()).toList();
    try (ShardedPairs pairs = ShardedPairs.open(folder.resolve("set"))) {
      assertThat(pairs.size()).isEqualTo(expected.size()).isEqualTo(manifest.pairs());
      for (int id = 0; id < expected.size(); id++) {
        assertSame(pairs, id, expected.get(id), layout);
      }
    }
  }

  private static void assertSame(ShardedPairs pairs, int id, NewPair expected, PairLayout layout) {
    float[] latent = new float[layout.latentSize() + 1];
    pairs.latent(id, latent, 1);
    float[] region = new float[pairs.regionDimension()];
    pairs.regionVector(id, region, 0);

    assertThat(FloatBuffer.wrap(latent, 1, latent.length - 1)).isEqualTo(expected.latent());
    NewCaption first = expected.captions().get(0);
    assertThat(FloatBuffer.wrap(region))
        .isEqualTo(layout.regionDimension() == 0 ? first.condition() : expected.region());
    assertThat(pairs.captions(id)).isEqualTo(expected.captions().size());
    for (int caption = 0; caption < pairs.captions(id); caption++) {
      float[] condition = new float[layout.conditionSize()];
      pairs.condition(id, caption, condition, 0);
      assertThat(FloatBuffer.wrap(condition))
          .isEqualTo(expected.captions().get(caption).condition());
      assertThat(pairs.text(id, caption)).isEqualTo(expected.captions().get(caption).text());
    }
  }

  @Test
  void teacher_captionsThatNameOne_readBackBesideTheirTexts() {
    PairLayout layout = RandomPairs.layout(ElementType.FLOAT32, 0, 4);
    FloatBuffer condition = FloatBuffer.allocate(4);
    List<NewCaption> captions =
        List.of(
            new NewCaption("a", 1, condition),
            new NewCaption("ä tabby", 1, condition, Optional.of("cats")));
    try (PairedSetWriter writer = open(folder.resolve("set"), layout)) {
      NewPair pair = new NewPair("x", FloatBuffer.allocate(6), FloatBuffer.allocate(0), captions);
      writer.append(new PairBatch(1, List.of(pair), List.of()));
      writer.finish();
    }

    try (ShardedPairs pairs = ShardedPairs.open(folder.resolve("set"))) {
      assertThat(pairs.text(0, 0)).isEqualTo("a");
      assertThat(pairs.text(0, 1)).isEqualTo("ä tabby");
      assertThat(pairs.teacher(0, 0)).isEmpty();
      assertThat(pairs.teacher(0, 1)).contains("cats");
      assertThat(pairs.teachers()).containsExactly("cats");
    }
  }

  @Test
  void append_captionWithTheSeparator_isRefused() {
    NewCaption caption = new NewCaption("a\u0000cats", 1, FloatBuffer.allocate(4));
    NewPair pair =
        new NewPair("x", FloatBuffer.allocate(6), FloatBuffer.allocate(0), List.of(caption));
    PairLayout layout = RandomPairs.layout(ElementType.FLOAT32, 0, 4);
    try (PairedSetWriter writer = open(folder.resolve("set"), layout)) {
      assertThatThrownBy(() -> writer.append(new PairBatch(1, List.of(pair), List.of())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("U+0000");
    }
  }

  @Test
  void captionAt_evenlySpreadPoints_followsTheProbabilities() {
    PairLayout layout = RandomPairs.layout(ElementType.FLOAT32, 0, 4);
    FloatBuffer condition = FloatBuffer.allocate(4);
    List<NewCaption> captions =
        List.of(
            new NewCaption("a", 1, condition),
            new NewCaption("b", 6, condition),
            new NewCaption("c", 3, condition));
    try (PairedSetWriter writer = open(folder.resolve("set"), layout)) {
      NewPair pair = new NewPair("x", FloatBuffer.allocate(6), FloatBuffer.allocate(0), captions);
      writer.append(new PairBatch(1, List.of(pair), List.of()));
      writer.finish();
    }
    int[] counts = new int[3];

    try (ShardedPairs pairs = ShardedPairs.open(folder.resolve("set"))) {
      for (int i = 0; i < 1000; i++) {
        counts[pairs.captionAt(0, (i + 0.5) / 1000)]++;
      }
    }

    assertThat(counts).containsExactly(100, 600, 300);
  }

  @Test
  void open_afterAKillBetweenOrWithinAppends_givesTheSameBytes() throws IOException {
    PairLayout layout = RandomPairs.layout(ElementType.FLOAT32, 2, 3);
    RandomPairs random = new RandomPairs(layout, 1);
    write(folder.resolve("whole"), layout, random);
    Map<String, String> whole = contents(folder.resolve("whole"));
    Path killed = folder.resolve("killed");
    int kills = 0;

    for (int after = 0; after < BATCHES; after++) {
      for (int cut = 0; cut < 60; cut += 29) {
        Files.createDirectories(killed);
        leaveBehind(killed, layout, random, after, cut);
        write(killed, layout, random);
        assertThat(contents(killed)).as("killed after %d, cut %d", after, cut).isEqualTo(whole);
        delete(killed);
        kills++;
      }
    }

    assertThat(kills).isGreaterThan(30);
  }

  /** What a process leaves that dies while it appends batch {@code after}, or closes a shard. */
  private static void leaveBehind(
      Path killed, PairLayout layout, RandomPairs random, int after, int cut) throws IOException {
    Path unfinished = killed.resolve("unfinished");
    long safe = 0; // what was on the disk before the last append
    try (PairedSetWriter writer = open(killed, layout)) {
      for (int i = 0; i <= after; i++) {
        Path before = only(unfinished, "journal-");
        safe = Files.size(before);
        writer.append(random.batch(i));
        safe = Files.exists(before) ? safe : Long.MAX_VALUE; // a shard was closed
      }
    }
    Path journal = only(unfinished, "journal-");
    byte[] bytes = Files.readAllBytes(journal);
    Files.write(
        journal,
        Arrays.copyOf(bytes, (int) Math.min(bytes.length, Math.max(safe, bytes.length - cut))));
    int next = Integer.parseInt(journal.getFileName().toString().substring(8)) + 1;
    Files.write(unfinished.resolve("journal-%05d".formatted(next)), new byte[] {1, 2, 3});
    Files.write(killed.resolve("shard-%05d.pairs".formatted(next - 1)), new byte[] {1, 2});
    Files.write(killed.resolve("shard-%05d.pairs.part".formatted(next - 1)), new byte[] {1});
    Files.write(
        killed.resolve("rejected.tsv"),
        new byte[] {9},
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  @Test
  void open_deathWithinTheClosingOfAShard_givesTheSameBytes() throws IOException {
    PairLayout layout = RandomPairs.layout(ElementType.FLOAT32, 2, 3);
    RandomPairs random = new RandomPairs(layout, 1);
    write(folder.resolve("whole"), layout, random);
    Map<String, String> before = Map.of();

    for (int after = 0; after < BATCHES; after++) {
      Path killed = folder.resolve("killed");
      try (PairedSetWriter writer = open(killed, layout)) {
        for (int i = 0; i < after; i++) {
          writer.append(random.batch(i));
        }
        before = contents(killed);
        writer.append(random.batch(after));
      }
      for (Map.Entry<String, String> file : before.entrySet()) { // progress did not get through
        Files.writeString(
            killed.resolve(file.getKey()), file.getValue(), StandardCharsets.ISO_8859_1);
      }
      write(killed, layout, random);
      assertThat(contents(killed)).isEqualTo(contents(folder.resolve("whole")));
      delete(killed);
    }
  }

  @Test
  void manifest_latents_tellsMeanAndDeviation() {
    PairLayout layout = RandomPairs.layout(ElementType.FLOAT32, 0, 4);
    try (PairedSetWriter writer = open(folder.resolve("set"), layout)) {
      FloatBuffer latent = FloatBuffer.wrap(new float[] {1, 1, 1, 3, 3, 3});
      NewCaption caption = new NewCaption("a", 1, FloatBuffer.allocate(4));
      NewPair pair = new NewPair("x", latent, FloatBuffer.allocate(0), List.of(caption));
      writer.append(new PairBatch(1, List.of(pair), List.of()));

      var shard = writer.finish().shards().get(0);

      assertThat(shard.latentMean()).isCloseTo(2, within(1e-12));
      assertThat(shard.latentDeviation()).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void append_badValue_isRefusedWithItemAndElement() {
    PairLayout layout = RandomPairs.layout(ElementType.FLOAT16, 0, 4);
    try (PairedSetWriter writer = open(folder.resolve("set"), layout)) {
      assertThatThrownBy(() -> writer.append(withLatent(0, Float.NaN)))
          .hasMessageContaining("the latent of cat.png holds NaN at element 5");
      assertThatThrownBy(() -> writer.append(withLatent(0, 70_000)))
          .hasMessageContaining("cat.png holds Infinity at element 5 in float16; store float32");
      assertThat(writer.items()).isZero();
    }
  }

  private static PairBatch withLatent(float rest, float last) {
    FloatBuffer latent = FloatBuffer.wrap(new float[] {rest, rest, rest, rest, rest, last});
    NewCaption caption = new NewCaption("a", 1, FloatBuffer.allocate(4));
    NewPair pair = new NewPair("cat.png", latent, FloatBuffer.allocate(0), List.of(caption));
    return new PairBatch(1, List.of(pair), List.of());
  }

  @Test
  void open_unfinishedInUseOrOtherSet_isRefusedInPlainWords() {
    PairLayout layout = RandomPairs.layout(ElementType.FLOAT32, 0, 4);
    Path set = folder.resolve("set");
    try (PairedSetWriter writer = open(set, layout)) {
      assertThatThrownBy(() -> open(set, layout)).hasMessageContaining("another process writes");
      writer.append(new RandomPairs(layout, 3).batch(0));
    }

    assertThatThrownBy(() -> ShardedPairs.open(set))
        .isInstanceOf(PairedSetUnreadable.class)
        .hasMessageContaining("it is not finished; run `aria data pairs` again");
    assertThatThrownBy(
            () -> PairedSetWriter.open(set, layout, Map.of("codec", "b"), RandomPairs.SOURCES))
        .hasMessageContaining("codec was random, is b");
    assertThatThrownBy(() -> open(folder, layout)).hasMessageContaining("is not empty");
  }

  private static PairedSetWriter open(Path set, PairLayout layout) {
    return PairedSetWriter.open(set, layout, RandomPairs.RECIPE, RandomPairs.SOURCES);
  }

  /** Goes on after the items that are done, as the reader of a source does. */
  private static PairedSetManifest write(Path set, PairLayout layout, RandomPairs random) {
    try (PairedSetWriter writer = open(set, layout)) {
      long done = 0;
      for (int i = 0; i < BATCHES; i++) {
        if (done >= writer.items() && random.batch(i).items() > 0) {
          writer.append(random.batch(i));
        }
        done += random.batch(i).items();
      }
      return writer.finish();
    }
  }

  private static Path only(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith(prefix)).findFirst().get();
    }
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            folder.relativize(file).toString(),
            Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
