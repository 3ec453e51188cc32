package dev.aria.allocator;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.thread.Pause;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.teacher.TeacherSheet;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the run's region map: the first map of its corpus that fits the settings and was made with
 * the teacher's encoder. The sampler chooses in the same way.
 */
final class RegionMapFinder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegionMapFinder.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final RunSettings run;
  private final Optional<String> encoder;
  private final Cluster cluster;
  private final Topic<RegionMapRecord> topic;
  private final List<RegionMapRecord> fitting = new ArrayList<>();
  private @Nullable TopicReader<RegionMapRecord> reader;
  private long passedOver;
  private long toldOf = -1;

  /**
   * @param encoder digest of the encoder that the teacher was trained with, if known
   */
  RegionMapFinder(Cluster cluster, RunSettings run, Optional<String> encoder) {
    this.cluster = cluster;
    this.run = run;
    this.encoder = encoder;
    this.topic = Topics.regionMaps(run.corpus());
  }

  /** The encoder that the teacher's descriptor names; empty on a host without that file. */
  static Optional<String> encoder(RunSettings run) {
    try {
      return TeacherSheet.read(run.teacher()).encoder();
    } catch (IllegalArgumentException e) {
      LOG.info("{}; the region map is chosen without knowing the encoder", e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * The map, if it is there; waits a moment for it.
   *
   * @throws RunRefused when several encoders have made maps that fit, and nothing says which of
   *     them is the run's
   */
  Optional<RegionMapRecord> poll() {
    if (reader == null && cluster.exists(topic)) {
      reader = cluster.reader(topic, List.of(0));
    }
    if (reader == null) { // the corpus is not tagged yet; the prompt-streamer creates its topics
      tellOfWaiting();
      Pause.upTo(POLL);
      return Optional.empty();
    }
    takeFitting(reader);
    if (fitting.stream().map(RegionMapRecord::encoderDigest).distinct().count() > 1) {
      throw new RunRefused(
          "corpus '%s' is tagged with several encoders, %s; put the teacher's descriptor where aria.run.teacher (%s) points, so that the allocator knows which is the run's"
              .formatted(
                  run.corpus(),
                  fitting.stream().map(RegionMapRecord::encoderDigest).distinct().toList(),
                  run.teacher()));
    }
    if (fitting.isEmpty()) {
      tellOfWaiting();
    }
    return fitting.stream().findFirst();
  }

  private void takeFitting(TopicReader<RegionMapRecord> maps) {
    maps.poll(POLL).forEach(this::take);
    maps.readToEnd(this::take);
  }

  private void take(Received<RegionMapRecord> map) {
    if (fits(map.value())) {
      fitting.add(map.value());
    } else {
      passedOver++;
    }
  }

  /** Said again whenever another map that does not fit has come. */
  private void tellOfWaiting() {
    if (toldOf != passedOver) {
      toldOf = passedOver;
      LOG.info(
          "waiting for a region map of corpus '{}'; its topic holds {} that do not fit aria.run.regions"
              + " or the encoder of aria.run.teacher",
          run.corpus(),
          passedOver);
    }
  }

  private boolean fits(RegionMapRecord map) {
    return run.accepts(map) && encoder.map(map.encoderDigest()::equals).orElse(true);
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
  }
}
