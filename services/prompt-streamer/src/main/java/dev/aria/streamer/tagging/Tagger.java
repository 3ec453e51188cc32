package dev.aria.streamer.tagging;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.loop.Turns;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import dev.aria.streamer.corpus.RawCorpus;
import dev.aria.streamer.corpus.RegionMaps;
import dev.aria.streamer.corpus.RegionTagger;
import dev.aria.streamer.corpus.StreamerContext;
import dev.aria.streamer.corpus.TaggingProgress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tags the raw corpus of a run, once its region map is there; makes the map if nobody has. */
final class Tagger implements Turns {
  private static final Logger LOG = LoggerFactory.getLogger(Tagger.class);

  private final StreamerContext context;
  private final TaggingSettings settings;
  private final ParallelEncoder encoder;
  private final TaggerMeters meters;
  private final String transactionalId;
  private final RawCorpus prompts;
  private final RegionMaps maps;
  private @Nullable MapFitting fitting;
  private @Nullable Tagging tagging;

  /**
   * @param transactionalId the same whenever this tagger is opened again, so that it ends what it
   *     has left open
   */
  Tagger(
      StreamerContext context,
      TaggingSettings settings,
      ParallelEncoder encoder,
      TaggerMeters meters,
      String transactionalId) {
    this.context = context;
    this.settings = settings;
    this.encoder = encoder;
    this.meters = meters;
    this.transactionalId = transactionalId;
    this.prompts = RawCorpus.open(context);
    this.maps = new RegionMaps(context, encoder.digest());
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
      fitting =
          new MapFitting(
              context.run(), prompts.preview(), encoder, context.clock(), settings.settleTime());
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
    RunSettings run = context.run();
    Cluster cluster = context.cluster();
    var pages = Topics.taggedPrompts(run.corpus(), map.digest());
    cluster.ensure(List.of(pages));
    LOG.info(
        "tagging corpus '{}' into {} regions of map {}", run.corpus(), map.regions(), map.digest());
    Map<Integer, Long> places = prompts.progress(map).places();
    var raw =
        cluster.groupReader(prompts.topic(), TaggingProgress.group(run.corpus(), map.digest()));
    raw.startAt(places);
    var channels =
        new Tagging.Channels(raw, cluster.transactionalWriter(transactionalId, raw, pages), pages);
    RegionTagger regions = new RegionTagger(run, map);
    return new Tagging(settings, channels, encoder, regions, map, context.clock());
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
