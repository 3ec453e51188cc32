package dev.aria.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.tensor.Tensor;
import dev.aria.fixtures.RealKafka;
import dev.aria.fixtures.SmallRuns;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One corpus, tagged again and again. */
final class RegionMapFinderIT {
  private static final String OTHERS = "a".repeat(64);
  private static final String OURS = "b".repeat(64);

  @RegisterExtension private static final RealKafka KAFKA = new RealKafka();

  @TempDir Path folder;

  @Test
  void poll_mapsOfTwoEncoders_isTheFirstOfTheTeachersEncoder() throws IOException {
    RunSettings run = run("known");
    publish(run, map(run, "others", OTHERS, "000 x", "001 y"));

    try (RegionMapFinder maps =
        new RegionMapFinder(KAFKA.cluster(), run, RegionMapFinder.encoder(run))) {
      assertThat(maps.poll()).isEmpty();

      publish(run, map(run, "brought along", OURS, "x", "y"));
      publish(run, map(run, "too small", OURS, "000 x"));
      publish(run, map(run, "ours", OURS, "000 x", "001 y"));
      publish(run, map(run, "ours, later", OURS, "000 x", "001 z"));

      assertThat(maps.poll()).map(RegionMapRecord::digest).contains("ours");
    }
  }

  @Test
  void poll_corpusNotTaggedYet_waitsAndMakesNoTopicOfTheCorpus() throws IOException {
    RunSettings run = run("untagged");

    try (RegionMapFinder maps =
        new RegionMapFinder(KAFKA.cluster(), run, RegionMapFinder.encoder(run))) {
      assertThat(maps.poll()).isEmpty();
      assertThat(KAFKA.cluster().exists(Topics.regionMaps(run.corpus()))).isFalse();

      publish(run, map(run, "ours", OURS, "000 x", "001 y"));

      assertThat(maps.poll()).map(RegionMapRecord::digest).contains("ours");
    }
  }

  @Test
  void poll_mapsOfTwoEncodersAndNoTeacher_refusesToGuess() {
    RunSettings run =
        SmallRuns.of("unknown", "corpus=unknown", "regions.count=2", "teacher=nowhere.json");
    publish(run, map(run, "first", OTHERS, "000 x", "001 y"));
    publish(run, map(run, "second", OURS, "000 x", "001 y"));

    try (RegionMapFinder maps =
        new RegionMapFinder(KAFKA.cluster(), run, RegionMapFinder.encoder(run))) {
      assertThatThrownBy(maps::poll)
          .isInstanceOf(RunRefused.class)
          .hasMessageContaining("several encoders")
          .hasMessageContaining(OURS)
          .hasMessageContaining("nowhere.json");
    }
    assertThat(RegionMapFinder.encoder(run)).isEqualTo(Optional.empty());
  }

  private RunSettings run(String name) throws IOException {
    Path teacher = folder.resolve("teacher.json");
    Files.writeString(
        teacher,
        "{\"diffusion\":{\"conditioning\":{\"kind\":\"minilm\",\"digest\":\"%s\"},\"schedule\":{\"timesteps\":1000}}}"
            .formatted(OURS));
    return SmallRuns.of(name, "corpus=" + name, "regions.count=2", "teacher=" + teacher);
  }

  private static void publish(RunSettings run, RegionMapRecord map) {
    KAFKA.cluster().ensure(List.of(Topics.regionMaps(run.corpus())));
    KAFKA.write(Topics.regionMaps(run.corpus()), 0, map);
  }

  private static RegionMapRecord map(
      RunSettings run, String digest, String encoder, String... names) {
    int regions = names.length;
    return new RegionMapRecord(
        run.corpus(),
        digest,
        encoder,
        Tensor.of(new float[regions], regions, 1),
        List.of(names),
        Collections.nCopies(regions, 1.0 / regions),
        Collections.nCopies(regions, 0));
  }
}
