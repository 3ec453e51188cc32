package dev.aria.streamer;

import dev.aria.core.record.PromptRecord;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.loop.Turns;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tags the raw corpus of a run, once its region map is there; makes the map if nobody has. */
final class Tagger implements Turns {
  private static final Logger LOG = LoggerFactory.getLogger(Tagger.class);

  private final Cluster cluster;
  private final RunSettings run;
  private final StreamerSettings settings;
  private final ParallelEncoder encoder;
  private final Clock clock;
  private final String writerId;
  private final Topic<PromptRecord> prompts;
  private final RegionMaps maps;
  private final TaggerMeters meters;
  private @Nullable MapFitting fitting;
  private @Nullable Tagging tagging;

  /**
   * @param writerId transactional id; the same whenever this tagger is opened again, so that it
   *     finds what it has left open
   */
  Tagger(StreamerParts parts, ParallelEncoder encoder, TaggerMeters meters, String writerId) {
    this.cluster = parts.cluster();
    this.run = parts.run();
    this.settings = parts.settings();
    this.encoder = encoder;
    this.clock = parts.clock();
    this.meters = meters;
    this.writerId = writerId;
    this.prompts = promptsTopic(cluster, run);
    this.maps = new RegionMaps(cluster, run, encoder.digest());
  }

  /** The raw topic with as many partitions as its owner gave it; made when there is none. */
  static Topic<PromptRecord> promptsTopic(Cluster cluster, RunSettings run) {
    Topic<PromptRecord> wanted = Topics.prompts(run.corpus(), Topics.PROMPT_PARTITIONS);
    Optional<Integer> partitions = cluster.partitions(wanted);
    if (partitions.isEmpty()) {
      cluster.ensure(List.of(wanted));
    }
    return partitions.map(count -> Topics.prompts(run.corpus(), count)).orElse(wanted);
  }

  /** Name of the group that tags {@code corpus} under one map. */
  static String group(String corpus, String regionMapDigest) {
    return "aria.%s.tagger.%s".formatted(corpus, regionMapDigest.substring(0, 12));
  }

  @Override
  public boolean turn() {
    if (tagging == null) {
      tagging = maps.find().map(this::open).orElse(null);
    }
    if (tagging == null) {
      fit();
      return true;
    }
    long before = tagging.tagged();
    tagging.turn();
    meters.observe(tagging, tagging.tagged() - before);
    return true;
  }

  private void fit() {
    if (fitting == null) {
      List<Integer> all = IntStream.range(0, prompts.partitions()).boxed().toList();
      var reader = cluster.reader(prompts, all);
      reader.beginningOffsets().forEach(reader::seek); // what their owner has deleted is no matter
      fitting = new MapFitting(run, reader, encoder, clock, settings.settleTime());
    }
    Optional<RegionMapRecord> made = fitting.turn();
    if (made.isPresent()) {
      maps.publish(made.get());
      fitting.close();
      fitting = null;
    }
  }

  private Tagging open(RegionMapRecord map) {
    if (fitting != null) {
      fitting.close();
      fitting = null;
    }
    var pages = Topics.taggedPrompts(run.corpus(), map.digest());
    cluster.ensure(List.of(pages));
    LOG.info(
        "tagging corpus '{}' into {} regions of map {}", run.corpus(), map.regions(), map.digest());
    Map<Integer, Long> places = new TaggedSoFar(cluster, prompts, run.corpus(), map).places();
    var raw = cluster.groupReader(prompts, group(run.corpus(), map.digest()));
    raw.startAt(places);
    var channels =
        new Tagging.Channels(raw, cluster.transactionalWriter(writerId, raw, pages), pages);
    RegionTagger regions = new RegionTagger(map, RegionMapMaker.byField(run));
    return new Tagging(settings, channels, encoder, regions, map, clock);
  }

  @Override
  public void close() {
    if (fitting != null) {
      fitting.close();
    }
    if (tagging != null) {
      tagging.close();
    }
    maps.close();
  }
}
