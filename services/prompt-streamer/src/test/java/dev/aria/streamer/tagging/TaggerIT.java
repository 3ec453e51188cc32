package dev.aria.streamer.tagging;

import static dev.aria.streamer.ClusteredTexts.text;
import static dev.aria.streamer.StreamerRig.CLUSTERS;
import static dev.aria.streamer.StreamerRig.PER_CLUSTER;
import static dev.aria.streamer.StreamerRig.promptCount;
import static dev.aria.streamer.StreamerRig.run;
import static dev.aria.streamer.StreamerRig.until;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.record.PromptRecord;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.fixtures.RealKafka;
import dev.aria.fixtures.SmallRuns;
import dev.aria.runtime.kafka.deadletter.DeadLetter;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.loop.Turns;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Codec;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import dev.aria.runtime.topic.Undecodable;
import dev.aria.streamer.StreamerRig;
import dev.aria.streamer.corpus.RegionTagger;
import dev.aria.streamer.corpus.TaggingProgress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class TaggerIT {
  @RegisterExtension private static final RealKafka KAFKA = new RealKafka();

  @TempDir static Path folder;
  private static StreamerRig rig;

  @BeforeAll
  static void start() {
    rig = new StreamerRig(KAFKA, folder);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void tagger_killedBetweenTransactions_tagsEveryPromptOnce() {
    RunSettings run = run("tagging", 1, 1_000_000);
    rig.loadCorpus(run);
    Topic<TaggedPrompts> tagged;

    try (Turns tagger = rig.tagger(run)) {
      until(() -> tagger.turn() && rig.tagged(run).size() > 0);
    }
    rig.loadMore(run, 100, 40);
    try (Turns again = rig.tagger(run)) {
      until(() -> again.turn() && promptCount(rig.tagged(run)) >= CLUSTERS * (PER_CLUSTER + 40));
      again.turn();
    }

    List<Received<TaggedPrompts>> pages = rig.tagged(run);
    RegionMapRecord map = rig.map(run);
    assertThat(pages.stream().flatMap(page -> page.value().texts().stream()))
        .hasSize(CLUSTERS * (PER_CLUSTER + 40))
        .doesNotHaveDuplicates();
    tagged = Topics.taggedPrompts(run.corpus(), map.digest());
    for (Received<TaggedPrompts> page : pages) {
      int partition = PageCutter.partition(page.value().region(), tagged.partitions());
      assertThat(page.partition()).isEqualTo(partition);
      assertThat(page.value().texts().stream().map(text -> text.split(" ", -1)[1]).distinct())
          .hasSize(1);
    }
    assertThat(map.shares()).allSatisfy(share -> assertThat(share).isEqualTo(0.25));
  }

  @Test
  void tagger_groupForgottenMeanwhile_goesOnWhereThePagesEnd() {
    RunSettings run = run("forgotten", 1, 1_000_000);
    rig.loadCorpus(run);
    rig.tagAll(run);
    KAFKA.forget(TaggingProgress.group(run.corpus(), rig.map(run).digest()));
    rig.loadMore(run, 100, 40);

    try (Turns again = rig.tagger(run)) {
      until(() -> again.turn() && promptCount(rig.tagged(run)) >= CLUSTERS * (PER_CLUSTER + 40));
      again.turn();
    }

    assertThat(rig.tagged(run).stream().flatMap(page -> page.value().texts().stream()))
        .hasSize(CLUSTERS * (PER_CLUSTER + 40))
        .doesNotHaveDuplicates();
  }

  @Test
  void tagger_groupForgottenAndPagesThatDoNotTell_isRefusedWithTheWayOut() {
    RunSettings run = run("silent", 1, 1_000_000);
    rig.loadCorpus(run);
    rig.tagAll(run);
    Topic<TaggedPrompts> tagged = Topics.taggedPrompts(run.corpus(), rig.map(run).digest());
    TaggedPrompts page = rig.tagged(run).get(0).value();
    KAFKA.cluster().delete(List.of(tagged));
    KAFKA.cluster().ensure(List.of(tagged));
    KAFKA.write(tagged, 3, silent(page));
    String group = TaggingProgress.group(run.corpus(), rig.map(run).digest());
    KAFKA.forget(group);

    try (Turns again = rig.tagger(run)) {
      assertThatThrownBy(() -> until(() -> !again.turn()))
          .isInstanceOf(RunRefused.class)
          .hasMessageContaining("partitions [0, 1, 2, 3] of " + prompts(run).name())
          .hasMessageContaining("of group " + group)
          .hasMessageContaining("--reset-offsets --to-latest");
    }
  }

  private static TaggedPrompts silent(TaggedPrompts page) {
    return new TaggedPrompts(
        page.regionMapDigest(),
        page.region(),
        page.ids(),
        page.texts(),
        page.conditions(),
        Map.of());
  }

  @Test
  void tagger_promptThatCannotBeEncoded_isKeptAsideAndTheRestGoesOn() {
    RunSettings run = run("poison", 1, 1_000_000);
    rig.loadCorpus(run);
    rig.send(run, List.of("refuse this", text(1, 99)));

    try (Turns tagger = rig.tagger(run)) {
      until(() -> tagger.turn() && promptCount(rig.tagged(run)) > CLUSTERS * PER_CLUSTER);
    }

    DeadLetter dead = KAFKA.deadLetters(prompts(run), 1).get(0);
    assertThat(UTF_8.decode(dead.value()).toString()).isEqualTo("refuse this");
    assertThat(dead.headers())
        .containsEntry("reason", "this text is refused")
        .containsEntry("source-topic", prompts(run).name());
  }

  @Test
  void tagger_newCorpusWithPromptsThatAreRefused_writesOneDeadLetterEach() {
    RunSettings run = run("refused", 1, 1_000_000);
    rig.loadCorpus(run);
    KAFKA.write(bytesOf(prompts(run)), 2, new byte[] {'a', (byte) 0xff});
    rig.send(run, List.of("refuse this", text(1, 99)));

    try (Turns tagger = rig.tagger(run)) {
      until(() -> tagger.turn() && promptCount(rig.tagged(run)) > CLUSTERS * PER_CLUSTER);
      until(() -> tagger.turn() && deadReasons(run).size() >= 2);
    }

    assertThat(deadReasons(run))
        .containsExactlyInAnyOrder("prompt is not valid UTF-8", "this text is refused");
  }

  /** The topic, for records that are no values of it. */
  private static Topic<byte[]> bytesOf(Topic<?> topic) {
    return new Topic<>(
        topic.name(), topic.partitions(), false, topic.retention(), new BytesCodec());
  }

  private static final class BytesCodec implements Codec<byte[]> {
    @Override
    public byte[] encode(byte[] value) {
      return value;
    }

    @Override
    public byte[] decode(ByteBuffer bytes) {
      throw new Undecodable("only written");
    }
  }

  @Test
  void tagger_promptsThatBringTheirRegion_areTaggedByItAndItsCentroidIsTheirMean() {
    RunSettings run = SmallRuns.of("fields", "corpus=fields", "regions.source=field");
    List<PromptRecord> low = labelled("low", List.of(text(0, 0), text(0, 2), text(1, 4)));
    List<PromptRecord> high = labelled("high", List.of(text(3, 6), text(0, 8))); // far apart
    rig.sendAll(run, Stream.concat(low.stream(), high.stream()).toList());

    try (Turns tagger = rig.tagger(run)) {
      until(() -> tagger.turn() && promptCount(rig.tagged(run)) == 5);
      rig.sendAll(
          run,
          List.of(
              new PromptRecord(text(1, 1), Optional.empty()),
              new PromptRecord(text(1, 2), Optional.of("middle"))));
      until(() -> tagger.turn() && deadReasons(run).size() == 2);
    }

    RegionMapRecord map = rig.map(run);
    assertThat(map.names()).containsExactly("high", "low");
    assertThat(map.shares()).containsExactly(0.4, 0.6);
    assertThat(map.centroids().shape()).containsExactly(2, 2);
    assertThat(map.centroids().toFloats())
        .containsExactly(new float[] {15, 0.07f, 10 / 3f, 0.02f}, within(1e-5f));
    assertThat(textsByRegion(run))
        .isEqualTo(
            Map.of(
                0, Set.of(text(3, 6), text(0, 8)), 1, Set.of(text(0, 0), text(0, 2), text(1, 4))));
    assertThat(new RegionTagger(run, map).nearest().applyAsInt(new float[] {1, 0})).isEqualTo(1);
    assertThat(deadReasons(run))
        .containsExactlyInAnyOrder(
            "prompt names no region, though the map's are", "region 'middle' is not in the map");
  }

  private static List<PromptRecord> labelled(String region, List<String> texts) {
    return texts.stream().map(text -> new PromptRecord(text, Optional.of(region))).toList();
  }

  private static Map<Integer, Set<String>> textsByRegion(RunSettings run) {
    return rig.tagged(run).stream()
        .map(Received::value)
        .collect(
            Collectors.groupingBy(
                TaggedPrompts::region,
                Collectors.flatMapping(page -> page.texts().stream(), Collectors.toSet())));
  }

  private static Topic<PromptRecord> prompts(RunSettings run) {
    return Topics.prompts(run.corpus(), Topics.PROMPT_PARTITIONS);
  }

  private static List<String> deadReasons(RunSettings run) {
    return KAFKA.deadLetters(prompts(run), 0).stream()
        .map(letter -> letter.headers().getOrDefault("reason", ""))
        .toList();
  }
}
