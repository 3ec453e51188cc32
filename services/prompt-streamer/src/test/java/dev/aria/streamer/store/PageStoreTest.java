package dev.aria.streamer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.record.PromptCoordinate;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.core.tensor.Tensor;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.teacher.TeacherNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PageStoreTest {
  private static final TeacherNames TEACHERS =
      new TeacherNames("a-run", "a-corpus", List.of("default", "cats", "dogs"));
  private static final PageStore.Contents CONTENTS =
      new PageStore.Contents("tagged", "map-a", 3, List.of(2), TEACHERS);

  @TempDir Path folder;

  @Test
  void append_pagesOfSeveralRegions_areFoundByRegionInLogOrder() {
    try (PageStore store = PageStore.open(folder, CONTENTS)) {
      store.append(0, 5, page(1, 10, 3));
      store.append(4, 9, page(2, 50, 2));
      store.append(0, 6, page(1, 20, 2));

      assertThat(store.size(0)).isZero();
      assertThat(store.size(1)).isEqualTo(5);
      assertThat(ids(store, 1)).containsExactly(10L, 11L, 12L, 20L, 21L);
      assertThat(store.coordinate(1, 3)).isEqualTo(new PromptCoordinate(0, 6, 0, 20));
      assertThat(store.coordinate(2, 1)).isEqualTo(new PromptCoordinate(4, 9, 1, 51));
      assertThat(condition(store, 2, 1)).containsExactly(2f, 51f);
      assertThat(store.nextOffsets()).isEqualTo(Map.of(0, 7L, 4, 10L));
    }
  }

  @Test
  void open_afterClose_holdsTheSameAndGoesOn() {
    try (PageStore store = PageStore.open(folder, CONTENTS)) {
      store.append(0, 5, page(1, 10, 3));
      store.append(0, 6, page(1, 20, 2));
    }

    try (PageStore again = PageStore.open(folder, CONTENTS)) {
      assertThat(ids(again, 1)).containsExactly(10L, 11L, 12L, 20L, 21L);
      assertThat(condition(again, 1, 4)).containsExactly(1f, 21f);
      assertThat(again.nextOffsets()).isEqualTo(Map.of(0, 7L));

      again.append(0, 7, page(1, 30, 1));

      assertThat(again.coordinate(1, 5).id()).isEqualTo(30);
    }
  }

  @Test
  void open_lastPagesNeverSynced_holdsWhatTheManifestSays() throws IOException {
    Path crashed = folder.resolve("crashed");
    try (PageStore store = PageStore.open(folder.resolve("live"), CONTENTS)) {
      store.append(0, 5, page(1, 10, 3));
      store.sync();
      store.append(0, 6, page(1, 20, 2));
      copy(folder.resolve("live"), crashed);
    }

    try (PageStore again = PageStore.open(crashed, CONTENTS)) {
      assertThat(ids(again, 1)).containsExactly(10L, 11L, 12L);
      assertThat(again.nextOffsets()).isEqualTo(Map.of(0, 6L));
    }
  }

  @Test
  void open_anotherRegionMap_startsEmpty() {
    try (PageStore store = PageStore.open(folder, CONTENTS)) {
      store.append(0, 5, page(1, 10, 3));
    }

    var other = new PageStore.Contents("tagged", "map-b", 3, List.of(2), TEACHERS);
    try (PageStore store = PageStore.open(folder, other)) {
      assertThat(store.prompts()).isZero();
      assertThat(store.nextOffsets()).isEmpty();
    }
  }

  @Test
  void open_anyFileDamagedOrGone_startsEmptyAndTakesThePagesAgain() throws IOException {
    damage("index", file -> Files.write(file, new byte[7]));
    damage("index", file -> flip(file, 0)); // a region that does not exist
    damage("index", file -> flip(file, 3)); // one that does
    damage("index", file -> flip(file, 11)); // another row
    damage("index", Files::delete);
    damage("rows-00000", Files::delete);
    damage("rows-00000", file -> Files.write(file, new byte[7]));
    damage("manifest.properties", Files::delete);
    damage("manifest.properties", file -> replace(file, "runs=2", "runs=1"));
    damage("manifest.properties", file -> replace(file, "runs=2", "runs=-2"));
    damage("manifest.properties", file -> replace(file, "runs=2", "runs=1152921504606846978"));
    damage("manifest.properties", file -> replace(file, "runs=2", "runs="));
    damage(
        "manifest.properties", file -> replace(file, "offset.0=7", "offset.0=6")); // a page twice
    damage("manifest.properties", file -> replace(file, "offset.0=7", "offset.4=7"));
    damage("manifest.properties", file -> replace(file, "offset.0=7", "offset.-1=-7"));
    damage("manifest.properties", file -> replace(file, "crc32c=", "crc="));
    damage("manifest.properties", file -> Files.writeString(file, "# more".repeat(1 << 20)));
  }

  @Test
  void teacher_ofTaggedPrompts_isItsIndexAlsoAfterARestart() {
    try (PageStore store = PageStore.open(folder, CONTENTS)) {
      store.append(0, 5, tagged("", "dogs", "cats", "default"));
    }

    try (PageStore store = PageStore.open(folder, CONTENTS)) {
      assertThat(IntStream.range(0, 4).mapToObj(i -> store.teacher(1, i)))
          .containsExactly(0, 2, 1, 0);
      assertThat(store.coordinate(1, 3)).isEqualTo(new PromptCoordinate(0, 5, 3, 13));
    }
  }

  @Test
  void append_promptOfATeacherThatTheRunLacks_endsTheStart() {
    try (PageStore store = PageStore.open(folder, CONTENTS)) {
      assertThatThrownBy(() -> store.append(0, 5, tagged("cats", "birds")))
          .isInstanceOf(RunRefused.class)
          .hasMessageContaining("prompt 'prompt 1' of corpus 'a-corpus' names the teacher 'birds'")
          .hasMessageContaining("[default, cats, dogs]");
      assertThat(store.prompts()).isZero();
    }
  }

  @Test
  void append_promptOfATeacherThatTheRunLacks_isLeftOutOnceTheRunHasBegun() {
    try (PageStore store = PageStore.open(folder, CONTENTS)) {
      store.leaveOutUnknownTeachers();
      store.append(0, 5, tagged("cats", "birds", "dogs"));
      store.append(0, 6, tagged("birds"));
    }

    try (PageStore store = PageStore.open(folder, CONTENTS)) {
      assertThat(ids(store, 1)).containsExactly(10L, 12L);
      assertThat(store.teacher(1, 1)).isEqualTo(2);
      assertThat(store.coordinate(1, 1)).isEqualTo(new PromptCoordinate(0, 5, 2, 12));
      assertThat(condition(store, 1, 1)).containsExactly(1f, 12f);
      assertThat(store.nextOffsets()).isEqualTo(Map.of(0, 7L));
    }
  }

  @Test
  void open_underOtherTeachers_isFilledAgain() {
    try (PageStore store = PageStore.open(folder, CONTENTS)) {
      store.append(0, 5, tagged("cats"));
    }
    TeacherNames more = new TeacherNames("a-run", "a-corpus", List.of("default", "ants", "cats"));

    try (PageStore store =
        PageStore.open(folder, new PageStore.Contents("tagged", "map-a", 3, List.of(2), more))) {
      assertThat(store.prompts()).isZero();
    }
  }

  private static TaggedPrompts tagged(String... teachers) {
    TaggedPrompts page = page(1, 10, teachers.length);
    return new TaggedPrompts(
        page.regionMapDigest(),
        page.region(),
        page.ids(),
        page.texts(),
        page.conditions(),
        page.consumed(),
        List.of(teachers));
  }

  private interface Damage {
    void to(Path file) throws IOException;
  }

  private void damage(String file, Damage damage) throws IOException {
    try (PageStore store = PageStore.open(folder, CONTENTS)) {
      store.clear();
      store.append(0, 5, page(1, 10, 3));
      store.append(0, 6, page(2, 20, 2));
    }
    damage.to(folder.resolve(file));

    try (PageStore store = PageStore.open(folder, CONTENTS)) {
      assertThat(store.prompts()).isZero();
      assertThat(store.nextOffsets()).isEmpty();

      store.append(0, 5, page(1, 10, 3));

      assertThat(ids(store, 1)).containsExactly(10L, 11L, 12L);
      assertThat(store.size(2)).isZero();
    }
  }

  private static void flip(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 2;
    Files.write(file, bytes);
  }

  private static void replace(Path file, String what, String with) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(what);
    Files.writeString(file, text.replace(what, with));
  }

  @Test
  void open_heldByAnother_isRefusedByName() {
    try (PageStore store = PageStore.open(folder, CONTENTS)) {
      assertThat(store.prompts()).isZero();
      assertThatThrownBy(() -> PageStore.open(folder, CONTENTS))
          .isInstanceOf(PageStoreUnusable.class)
          .hasMessageContaining(folder.toString());
    }
  }

  @Test
  void append_pageOfAnotherMapOrShape_isRefusedAndChangesNothing() {
    try (PageStore store = PageStore.open(folder, CONTENTS)) {
      TaggedPrompts wrongShape =
          new TaggedPrompts(
              "map-a", 1, List.of(1L), List.of("a"), Tensor.of(new float[3], 1, 3), Map.of());
      TaggedPrompts wrongMap =
          new TaggedPrompts(
              "map-b", 1, List.of(1L), List.of("a"), Tensor.of(new float[2], 1, 2), Map.of());

      assertThatThrownBy(() -> store.append(0, 0, wrongShape)).hasMessageContaining("[1, 3]");
      assertThatThrownBy(() -> store.append(0, 0, wrongMap)).hasMessageContaining("map-b");
      assertThat(store.prompts()).isZero();
    }
  }

  @Test
  void append_moreThanOneSegment_readsBackEveryRow() {
    var wide =
        new PageStore.Contents("tagged", "map-a", 3, List.of(70_000), TEACHERS); // 280 kB a row
    try (PageStore store = PageStore.open(folder, wide)) {
      for (int page = 0; page < 300; page++) {
        store.append(0, page, widePage(page));
      }

      for (int page = 0; page < 300; page++) {
        assertThat(store.coordinate(page % 3, page / 3).id()).isEqualTo(page);
        assertThat(condition(store, page % 3, page / 3)[69_999]).isEqualTo(page);
      }
    }
  }

  private static TaggedPrompts widePage(int page) {
    float[] condition = new float[70_000];
    condition[69_999] = page;
    return new TaggedPrompts(
        "map-a",
        page % 3,
        List.of((long) page),
        List.of("p"),
        Tensor.of(condition, 1, condition.length),
        Map.of());
  }

  private static TaggedPrompts page(int region, long firstId, int count) {
    float[] conditions = new float[2 * count];
    for (int i = 0; i < count; i++) {
      conditions[2 * i] = region;
      conditions[2 * i + 1] = firstId + i;
    }
    return new TaggedPrompts(
        "map-a",
        region,
        LongStream.range(firstId, firstId + count).boxed().toList(),
        IntStream.range(0, count).mapToObj(i -> "prompt " + i).toList(),
        Tensor.of(conditions, count, 2),
        Map.of());
  }

  private static List<Long> ids(PageStore store, int region) {
    return LongStream.range(0, store.size(region))
        .mapToObj(i -> store.coordinate(region, i).id())
        .toList();
  }

  private static float[] condition(PageStore store, int region, long index) {
    float[] target = new float[store.conditionSize()];
    store.condition(region, index, target, 0);
    return target;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
