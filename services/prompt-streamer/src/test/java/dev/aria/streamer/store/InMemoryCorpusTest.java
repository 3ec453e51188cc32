package dev.aria.streamer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.record.PromptCoordinate;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.core.tensor.Tensor;
import dev.aria.streamer.TestRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InMemoryCorpusTest {
  private static final RegionMapRecord MAP = TestRun.map(List.of(0.5, 0.3, 0.2));

  /** A page of two prompts, whose conditions begin with {@code first}. */
  private static TaggedPrompts page(String map, int region, int first) {
    return new TaggedPrompts(
        map,
        region,
        List.of((long) first, first + 1L),
        List.of("a", "b"),
        Tensor.of(new float[] {first, 0, first + 1, 0}, 2, 2),
        Map.of());
  }

  @Test
  void of_pages_holdsARegionsPromptsInTheOrderOfItsPages() {
    InMemoryCorpus corpus =
        InMemoryCorpus.of(
            MAP, List.of(page("map-a", 2, 10), page("map-a", 0, 20), page("map-a", 2, 30)));

    float[] condition = new float[3];
    corpus.condition(2, 3, condition, 1);

    assertThat(corpus.regions()).isEqualTo(3);
    assertThat(List.of(corpus.size(0), corpus.size(1), corpus.size(2))).containsExactly(2L, 0L, 4L);
    assertThat(corpus.conditionShape()).containsExactly(2);
    assertThat(corpus.coordinate(2, 3)).isEqualTo(new PromptCoordinate(0, 2, 1, 31));
    assertThat(condition).containsExactly(0, 31, 0);
  }

  @Test
  void of_pagesThatDoNotBelong_areRefused() {
    assertThatThrownBy(() -> InMemoryCorpus.of(MAP, List.of()))
        .hasMessageContaining("holds no prompt");
    assertThatThrownBy(() -> InMemoryCorpus.of(MAP, List.of(page("map-b", 0, 1))))
        .hasMessageContaining("region 0, map map-b");
    assertThatThrownBy(() -> InMemoryCorpus.of(MAP, List.of(page("map-a", 3, 1))))
        .hasMessageContaining("region 3, map map-a");
    TaggedPrompts plain = page("map-a", 1, 1);
    TaggedPrompts tagged =
        new TaggedPrompts(
            plain.regionMapDigest(),
            plain.region(),
            plain.ids(),
            plain.texts(),
            plain.conditions(),
            plain.consumed(),
            List.of("", "cats"));
    assertThatThrownBy(() -> InMemoryCorpus.of(MAP, List.of(tagged)))
        .hasMessageContaining("prompt 'b' names the teacher 'cats'");
  }
}
