package dev.aria.runtime.topic;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.GradientChunk;
import dev.aria.core.record.PeerRecord;
import dev.aria.core.record.ProbeSet;
import dev.aria.core.record.PromptRecord;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.SamplerState;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.core.record.TargetBatch;
import dev.aria.runtime.settings.RunSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one list of topics. Readers create nothing: whoever writes a topic ensures it. */
public final class Topics {
  /** Partitions of the prompts topic, unless its owner chose others. */
  public static final int PROMPT_PARTITIONS = 4;

  /** Partitions of the tagged corpus, unless the tagger is told otherwise. */
  public static final int TAGGED_PARTITIONS = 16;

  /** Partition of {@link #peers} with the arrivals. */
  public static final int ARRIVALS = 0;

  /** Partition of {@link #peers} with the states. */
  public static final int STATES = 1;

  private static final Duration EXCHANGE = Duration.ofMinutes(10);
  private static final long EXCHANGE_BYTES = 1L << 30;
  private static final Duration FOREVER = Duration.ZERO;
  private static final Duration DAYS = Duration.ofDays(7);
  private static final Duration WEEKS = Duration.ofDays(28);
  private static final int DIGEST_CHARACTERS = 12;
  private static final Pattern OF_A_RUN =
      Pattern.compile(
          "aria\\.([a-zA-Z0-9_-]{1,60})"
              + "\\.(?:draws|sampler-state|probes|targets|step-reports|control|checkpoints"
              + "|gradients\\.[a-zA-Z0-9_-]+|peers\\.[a-zA-Z0-9_-]+)\\.v\\d+(?:\\.dead)?");

  private Topics() {}

  /** Raw prompts, written by anyone. */
  public static Topic<PromptRecord> prompts(String corpus, int partitions) {
    return log(name(corpus, "prompts"), partitions, FOREVER, Codecs.PROMPT);
  }

  /**
   * The corpus as the region map of {@code regionMapDigest} tagged it, partitioned by region.
   *
   * @throws IllegalArgumentException when the digest is shorter than 12 characters
   */
  public static Topic<TaggedPrompts> taggedPrompts(
      String corpus, String regionMapDigest, int partitions) {
    if (regionMapDigest.length() < DIGEST_CHARACTERS) {
      throw new IllegalArgumentException(
          "region map digest '%s' has %d characters, must have at least %d"
              .formatted(regionMapDigest, regionMapDigest.length(), DIGEST_CHARACTERS));
    }
    String noun = "tagged-prompts." + regionMapDigest.substring(0, DIGEST_CHARACTERS);
    return log(name(corpus, noun), partitions, FOREVER, Codecs.TAGGED_PROMPTS);
  }

  /** {@link #taggedPrompts(String, String, int)} with {@link #TAGGED_PARTITIONS}. */
  public static Topic<TaggedPrompts> taggedPrompts(String corpus, String regionMapDigest) {
    return taggedPrompts(corpus, regionMapDigest, TAGGED_PARTITIONS);
  }

  /** Region maps of a corpus; the key is the map's digest. */
  public static Topic<RegionMapRecord> regionMaps(String corpus) {
    return table(name(corpus, "region-maps"), Codecs.REGION_MAP);
  }

  /** Draws, over W work partitions. */
  public static Topic<DrawBatch> draws(RunSettings run) {
    return log(name(run.name(), "draws"), run.workPartitions(), DAYS, Codecs.DRAW_BATCH);
  }

  /** The sampler's state; the key is the run. */
  public static Topic<SamplerState> samplerState(RunSettings run) {
    return table(name(run.name(), "sampler-state"), Codecs.SAMPLER_STATE);
  }

  /** Probe sets; the key is the region. */
  public static Topic<ProbeSet> probes(RunSettings run) {
    return table(name(run.name(), "probes"), Codecs.PROBE_SET);
  }

  /** Targets, one partition a shard; what a new student replays. */
  public static Topic<TargetBatch> targets(RunSettings run) {
    return log(name(run.name(), "targets"), run.shards(), FOREVER, Codecs.TARGET_BATCH);
  }

  /** Step reports, one partition a shard. */
  public static Topic<StepReport> stepReports(RunSettings run) {
    return log(name(run.name(), "step-reports"), run.shards(), WEEKS, Codecs.STEP_REPORT);
  }

  /** Weights and commands; read from the start. */
  public static Topic<ControlRecord> control(RunSettings run) {
    return log(name(run.name(), "control"), 1, FOREVER, Codecs.CONTROL);
  }

  /** Checkpoints written. */
  public static Topic<CheckpointPublished> checkpoints(RunSettings run) {
    return log(name(run.name(), "checkpoints"), 1, FOREVER, Codecs.CHECKPOINT);
  }

  /**
   * Gradients that the trainers of {@code student} exchange; subtree by its first shard. A reader
   * that is behind what is kept starts from a peer's state instead.
   */
  public static Topic<GradientChunk> gradients(RunSettings run, String student) {
    return new Topic<>(
        name(run.name(), "gradients." + student),
        run.shards(),
        false,
        EXCHANGE,
        EXCHANGE_BYTES,
        Codecs.GRADIENT_CHUNK);
  }

  /**
   * What the trainers of {@code student} tell each other: arrivals in partition {@link #ARRIVALS},
   * states in {@link #STATES}.
   */
  public static Topic<PeerRecord> peers(RunSettings run, String student) {
    return new Topic<>(
        name(run.name(), "peers." + student), 2, false, EXCHANGE, EXCHANGE_BYTES, Codecs.PEER);
  }

  /** Every topic that belongs to {@code student} of {@code run} alone. */
  public static List<Topic<?>> ofStudent(RunSettings run, String student) {
    return List.of(gradients(run, student), peers(run, student));
  }

  /** Every topic that belongs to {@code run} alone. */
  public static List<Topic<?>> ofRun(RunSettings run) {
    return List.of(
        draws(run),
        samplerState(run),
        probes(run),
        targets(run),
        stepReports(run),
        control(run),
        checkpoints(run));
  }

  /**
   * The run that {@code topic} belongs to, with its dead letters; empty for one of a corpus and for
   * anything that is not ours.
   */
  public static Optional<String> runOf(String topic) {
    Matcher matcher = OF_A_RUN.matcher(topic);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String name(String owner, String noun) {
    return "aria.%s.%s.v1".formatted(owner, noun);
  }

  private static <T> Topic<T> log(String name, int partitions, Duration retention, Codec<T> codec) {
    return new Topic<>(name, partitions, false, retention, codec);
  }

  private static <T> Topic<T> table(String name, Codec<T> codec) {
    return new Topic<>(name, 1, true, FOREVER, codec);
  }
}
