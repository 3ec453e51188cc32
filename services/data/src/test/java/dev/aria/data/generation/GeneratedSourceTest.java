package dev.aria.data.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.tensor.Tensor;
import dev.aria.data.item.Caption;
import dev.aria.data.item.ItemReader;
import dev.aria.data.item.SourceItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GeneratedSourceTest {
  @TempDir Path folder;

  @Test
  void next_morePicturesThanPrompts_goesOverThemAgainWithOtherSeeds() throws IOException {
    Path prompts = Files.writeString(folder.resolve("p.txt"), "one\n\ntwo\nbad\u0000\n");
    Recorder sampler = new Recorder();

    List<SourceItem> items = rest(new GeneratedSource(prompts, 7, 3, 100, sampler).open());

    assertThat(
            items.stream()
                .map(item -> item.name() + item.captions().stream().map(Caption::text).toList()))
        .contains("p.txt/0[one]", "p.txt/4[two]", "p.txt/6[one]")
        .hasSize(7);
    assertThat(sampler.batches)
        .containsExactly("[one, two][100, 101]", "[one, two][103, 104]", "[one][106]");
  }

  @Test
  void skip_wholeBatches_drawsNoneOfThemAndTheRestAsBefore() throws IOException {
    Path prompts = Files.writeString(folder.resolve("p.txt"), "one\ntwo\nthree\nfour\nfive");
    List<SourceItem> all = rest(new GeneratedSource(prompts, 8, 2, 1, new Recorder()).open());
    Recorder sampler = new Recorder();

    ItemReader reader = new GeneratedSource(prompts, 8, 2, 1, sampler).open();

    assertThat(reader.skip(4)).isEqualTo(4);
    assertThat(sampler.batches).isEmpty();
    assertThat(rest(reader)).isEqualTo(all.subList(4, 8));
  }

  @Test
  void checked_noPrompts_isRefused() throws IOException {
    Path prompts = Files.writeString(folder.resolve("p.txt"), "\n \n");

    assertThatThrownBy(() -> new GeneratedSource(prompts, 1, 1, 1, new Recorder()).checked())
        .hasMessageContaining("p.txt holds no prompt");
  }

  private static List<SourceItem> rest(ItemReader reader) {
    List<SourceItem> items = new ArrayList<>();
    for (Optional<SourceItem> item = reader.next(); item.isPresent(); item = reader.next()) {
      items.add(item.get());
    }
    return items;
  }

  private static final class Recorder implements LatentSampler {
    private final List<String> batches = new ArrayList<>();

    @Override
    public Tensor sample(List<String> prompts, List<Long> seeds) {
      batches.add(prompts.toString() + seeds);
      float[] values = new float[seeds.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = seeds.get(i);
      }
      return Tensor.of(values, values.length, 1);
    }

    @Override
    public String identity() {
      return "recorder";
    }

    @Override
    public List<Integer> latentShape() {
      return List.of(1);
    }
  }
}
