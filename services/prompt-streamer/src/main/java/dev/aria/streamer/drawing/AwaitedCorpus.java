package dev.aria.streamer.drawing;

import dev.aria.core.thread.WaitNotice;
import dev.aria.streamer.corpus.RawCorpus;
import dev.aria.streamer.corpus.TaggingProgress;
import dev.aria.streamer.store.StoredCorpus;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The raw prompts that were there when a sampler began, until they are tagged and in its store. */
final class AwaitedCorpus {
  private static final int QUIET_TURNS = 3;

  private final RawCorpus prompts;
  private final Map<Integer, Long> awaited;
  private final WaitNotice notice;
  private @Nullable TaggingProgress progress;
  private int quiet;

  /**
   * @param awaited where each partition of {@code prompts} ends that is waited for
   */
  AwaitedCorpus(RawCorpus prompts, Map<Integer, Long> awaited, WaitNotice notice) {
    this.prompts = prompts;
    this.awaited = Map.copyOf(awaited);
    this.notice = notice;
  }

  /**
   * Whether the taggers have passed what was there at the start, and the store holds all of it. A
   * transaction's pages may show a moment after its offsets do, hence the quiet turns.
   */
  boolean isIn(StoredCorpus stored) {
    Map<Integer, Long> behind = behind(stored);
    boolean complete = behind.isEmpty() && stored.prompts() > 0 && stored.caughtUp();
    quiet = complete ? quiet + 1 : 0;
    if (complete) {
      notice.over();
    } else {
      notice.waiting(() -> waitsFor(stored, behind));
    }
    return quiet >= QUIET_TURNS;
  }

  /** Where tagging stands in the partitions that it has not passed yet. */
  private Map<Integer, Long> behind(StoredCorpus stored) {
    Map<Integer, Long> behind = new TreeMap<>();
    if (!awaited.isEmpty()) {
      Map<Integer, Long> places = progress(stored).places();
      awaited.forEach(
          (partition, end) -> behind.put(partition, places.getOrDefault(partition, 0L)));
      behind.entrySet().removeIf(at -> at.getValue() >= awaited.getOrDefault(at.getKey(), 0L));
    }
    return behind;
  }

  private TaggingProgress progress(StoredCorpus stored) {
    if (progress == null) {
      progress = prompts.progress(stored.map());
    }
    return progress;
  }

  private String waitsFor(StoredCorpus stored, Map<Integer, Long> behind) {
    return "no draws yet: the store holds %d prompts of %s; a tagger has yet to pass the offsets %s, where it stands at %s (aria.prompt-streamer.tags)"
        .formatted(stored.prompts(), prompts.topic().name(), awaited, behind);
  }
}
