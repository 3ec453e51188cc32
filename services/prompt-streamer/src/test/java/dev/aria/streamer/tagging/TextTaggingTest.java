package dev.aria.streamer.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.models.encoder.PromptEncoders;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.streamer.ClusteredTexts;
import dev.aria.streamer.TestRun;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TextTaggingTest {
  private static final RunSettings RUN = TestRun.run(1, "swapped", "focus", 0);

  /** Clusters in turn, {@code items} of each of four. */
  private static List<String> texts(int items) {
    List<String> texts = new ArrayList<>();
    for (int item = 0; item < items; item++) {
      for (int cluster = 0; cluster < 4; cluster++) {
        texts.add(ClusteredTexts.text(cluster, item));
      }
    }
    return texts;
  }

  @Test
  void pages_ofClusters_holdEveryTextOfARegionInItsOrder() {
    TextTagging tagging = new TextTagging(RUN, PromptEncoders.of(new ClusteredTexts()), texts(300));

    RegionMapRecord map = tagging.map();
    List<TaggedPrompts> pages = tagging.pages(map);

    assertThat(map.regions()).isEqualTo(4);
    assertThat(map.shares()) // of the 1000 sampled
        .allSatisfy(share -> assertThat(share).isCloseTo(0.25, within(0.02)));
    assertThat(pages).hasSize(8).allSatisfy(page -> assertThat(page.ids()).isNotEmpty());
    for (int region = 0; region < 4; region++) {
      int own = region;
      List<String> found =
          pages.stream()
              .filter(page -> page.region() == own)
              .flatMap(page -> page.texts().stream())
              .toList();
      int cluster = Integer.parseInt(found.get(0).split(" ", -1)[1]);
      assertThat(found)
          .containsExactlyElementsOf(
              IntStream.range(0, 300).mapToObj(i -> ClusteredTexts.text(cluster, i)).toList());
    }
  }

  @Test
  void map_ofTheSameTexts_isTheSame() {
    RegionMapRecord first =
        new TextTagging(RUN, PromptEncoders.of(new ClusteredTexts()), texts(50)).map();

    assertThat(new TextTagging(RUN, PromptEncoders.of(new ClusteredTexts()), texts(50)).map())
        .isEqualTo(first);
  }

  @Test
  void map_fewerTextsThanRegions_saysSo() {
    TextTagging tagging =
        new TextTagging(RUN, PromptEncoders.of(new ClusteredTexts()), texts(1).subList(0, 3));

    assertThatThrownBy(tagging::map).hasMessageContaining("cannot make 4 regions of 3 prompts");
  }
}
