package dev.aria.streamer.tagging;

import dev.aria.core.record.PromptRecord;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.tensor.Tensor;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.streamer.corpus.RegionTagger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the first region map of a corpus: reads the raw prompts once, keeps a uniform sample, and
 * fits the map as soon as the corpus has stopped growing for a while.
 */
final class MapFitting implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MapFitting.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final RunSettings run;
  private final TopicReader<PromptRecord> reader;
  private final ParallelEncoder encoder;
  private final Clock clock;
  private final Duration settle;
  private final PromptSample sample;
  private Instant grown;

  MapFitting(
      RunSettings run,
      TopicReader<PromptRecord> reader,
      ParallelEncoder encoder,
      Clock clock,
      Duration settle) {
    this.run = run;
    this.reader = reader;
    this.encoder = encoder;
    this.clock = clock;
    this.settle = settle;
    this.sample = new PromptSample(run.seed(), run.regions().sample());
    this.grown = clock.instant();
    LOG.info(
        "corpus '{}' has no region map yet; reading it for a sample of at most {} prompts",
        run.corpus(),
        run.regions().sample());
  }

  /** Reads on; gives the map once there is one. */
  Optional<RegionMapRecord> turn() {
    List<Received<PromptRecord>> prompts = reader.poll(POLL);
    prompts.forEach(prompt -> sample.offer(prompt.partition(), prompt.offset(), prompt.value()));
    if (!prompts.isEmpty() || !caughtUp()) {
      grown = clock.instant();
      return Optional.empty();
    }
    boolean settled = !clock.instant().isBefore(grown.plus(settle));
    return settled && sample.offered() >= least() ? fit() : Optional.empty();
  }

  private int least() {
    return RegionTagger.byField(run) ? 1 : run.regions().count();
  }

  private boolean caughtUp() {
    return reader.isCaughtUp();
  }

  private Optional<RegionMapRecord> fit() {
    List<PromptRecord> prompts = new ArrayList<>();
    List<float[]> conditions = new ArrayList<>();
    List<PromptRecord> sampled = sample.prompts();
    List<ParallelEncoder.Encoded> encoded =
        encoder.encode(sampled.stream().map(PromptRecord::text).toList());
    for (int i = 0; i < sampled.size(); i++) {
      if (encoded.get(i).condition().isPresent()) {
        prompts.add(sampled.get(i));
        conditions.add(encoded.get(i).condition().get());
      }
    }
    RegionMapRecord map =
        new RegionMapMaker(run, encoder.digest(), new KMeansRegions())
            .make(prompts, matrix(conditions));
    LOG.info(
        "region map {} with {} regions, from {} of {} prompts",
        map.digest(),
        map.regions(),
        prompts.size(),
        sample.offered());
    return Optional.of(map);
  }

  private Tensor matrix(List<float[]> rows) {
    int dimension = encoder.dimension();
    float[] values = new float[rows.size() * dimension];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, values, i * dimension, dimension);
    }
    return Tensor.of(values, rows.size(), dimension);
  }

  @Override
  public void close() {
    reader.close();
  }
}
