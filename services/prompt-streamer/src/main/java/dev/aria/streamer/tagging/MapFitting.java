package dev.aria.streamer.tagging;

import dev.aria.core.record.PromptRecord;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.tensor.Tensor;
import dev.aria.core.thread.WaitNotice;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.streamer.corpus.RegionTagger;
import java.nio.FloatBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
  private final WaitNotice notice;
  private Instant grown;
  private @Nullable UsablePrompts usable;

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
    this.notice = new WaitNotice(clock, LOG::info);
    this.grown = clock.instant();
    LOG.info(
        "corpus '{}' has no region map yet; reading it for a sample of at most {} prompts",
        run.corpus(),
        run.regions().sample());
  }

  /**
   * The sampled prompts that could be encoded.
   *
   * @param prompts the prompts, in the order of the log
   * @param vectors what the region of each is found by
   * @param distinct vectors of which no two are equal
   */
  private record UsablePrompts(List<PromptRecord> prompts, List<float[]> vectors, long distinct) {}

  /** Reads on; gives the map once there is one. */
  Optional<RegionMapRecord> turn() {
    List<Received<PromptRecord>> prompts = reader.poll(POLL);
    prompts.forEach(prompt -> sample.offer(prompt.partition(), prompt.offset(), prompt.value()));
    if (!prompts.isEmpty() || !caughtUp()) {
      grown = clock.instant();
      usable = null;
      notice.waiting(this::growing);
      return Optional.empty();
    }
    if (clock.instant().isBefore(grown.plus(settle))) {
      notice.waiting(this::growing);
      return Optional.empty();
    }
    return fitOrWait();
  }

  private boolean caughtUp() {
    return reader.isCaughtUp();
  }

  private String growing() {
    return "no region map yet: corpus '%s' has grown to %d prompts; the map is made once none has come for %d ms (aria.prompt-streamer.settle-time)"
        .formatted(run.corpus(), sample.offered(), settle.toMillis());
  }

  private Optional<RegionMapRecord> fitOrWait() {
    UsablePrompts found = usable == null ? usablePrompts() : usable;
    usable = found;
    if (found.distinct() < least()) {
      notice.waiting(() -> tooFew(found));
      return Optional.empty();
    }
    return Optional.of(fit(found));
  }

  private int least() {
    return RegionTagger.byField(run) ? 1 : run.regions().count();
  }

  private String tooFew(UsablePrompts found) {
    return "no region map yet: corpus '%s' has %d prompts, %d of them usable and distinct; %d are needed (aria.run.regions), waiting for more"
        .formatted(run.corpus(), sample.offered(), found.distinct(), least());
  }

  private UsablePrompts usablePrompts() {
    List<PromptRecord> prompts = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    List<PromptRecord> sampled = sample.prompts();
    List<ParallelEncoder.Encoded> encoded =
        encoder.encode(sampled.stream().map(PromptRecord::text).toList());
    for (int i = 0; i < sampled.size(); i++) {
      PromptRecord prompt = sampled.get(i);
      encoded
          .get(i)
          .vector()
          .ifPresent(
              vector -> {
                prompts.add(prompt);
                vectors.add(vector);
              });
    }
    long distinct = vectors.stream().map(FloatBuffer::wrap).distinct().count();
    return new UsablePrompts(prompts, vectors, distinct);
  }

  private RegionMapRecord fit(UsablePrompts found) {
    RegionMapRecord map =
        new RegionMapMaker(run, encoder.digest(), new KMeansRegions())
            .make(found.prompts(), matrix(found.vectors()));
    LOG.info(
        "region map {} with {} regions, from {} of {} prompts",
        map.digest(),
        map.regions(),
        found.prompts().size(),
        sample.offered());
    return map;
  }

  private Tensor matrix(List<float[]> rows) {
    int dimension = encoder.regionDimension();
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
