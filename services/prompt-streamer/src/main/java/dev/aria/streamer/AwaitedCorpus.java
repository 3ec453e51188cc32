package dev.aria.streamer;

import dev.aria.core.record.PromptRecord;
import dev.aria.runtime.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The raw prompts that were there when a sampler began, until they are tagged and in its store. */
final class AwaitedCorpus {
  private static final Logger LOG = LoggerFactory.getLogger(AwaitedCorpus.class);
  private static final Duration NOTICE_EVERY = Duration.ofSeconds(30);
  private static final int QUIET_TURNS = 3;

  private final StreamerParts parts;
  private final Topic<PromptRecord> prompts;
  private final Map<Integer, Long> awaited;
  private @Nullable TaggedSoFar tagged;
  private Instant noticeDue;
  private int quiet;

  AwaitedCorpus(StreamerParts parts, Topic<PromptRecord> prompts) {
    this.parts = parts;
    this.prompts = prompts;
    this.awaited =
        parts.settings().waitForCorpus()
            ? FilledPartitions.ends(parts.cluster(), prompts)
            : Map.of();
    this.noticeDue = parts.clock().instant().plus(NOTICE_EVERY);
  }

  /**
   * Whether the taggers have passed what was there at the start, and the store holds all of it. A
   * transaction's pages may show a moment after its offsets do, hence the quiet turns.
   */
  boolean isIn(OpenCorpus open) {
    Map<Integer, Long> behind = behind(open);
    boolean complete = behind.isEmpty() && open.store().prompts() > 0 && open.follower().caughtUp();
    quiet = complete ? quiet + 1 : 0;
    if (!complete) {
      notice(open, behind);
    }
    return quiet >= QUIET_TURNS;
  }

  /** Where tagging stands in the partitions that it has not passed yet. */
  private Map<Integer, Long> behind(OpenCorpus open) {
    Map<Integer, Long> behind = new TreeMap<>();
    if (!awaited.isEmpty()) {
      Map<Integer, Long> places = tagged(open).places();
      awaited.forEach(
          (partition, end) -> behind.put(partition, places.getOrDefault(partition, 0L)));
      behind.entrySet().removeIf(at -> at.getValue() >= awaited.getOrDefault(at.getKey(), 0L));
    }
    return behind;
  }

  private TaggedSoFar tagged(OpenCorpus open) {
    if (tagged == null) {
      tagged = new TaggedSoFar(parts.cluster(), prompts, parts.run().corpus(), open.map());
    }
    return tagged;
  }

  private void notice(OpenCorpus open, Map<Integer, Long> behind) {
    Instant now = parts.clock().instant();
    if (now.isBefore(noticeDue)) {
      return;
    }
    noticeDue = now.plus(NOTICE_EVERY);
    LOG.info(
        "no draws yet: {} prompts in the store; where {} is not tagged yet it is so up to {}, awaited is {}",
        open.store().prompts(),
        prompts.name(),
        behind,
        awaited);
  }
}
