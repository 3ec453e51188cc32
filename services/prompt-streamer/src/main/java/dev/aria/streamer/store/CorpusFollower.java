package dev.aria.streamer.store;

import dev.aria.core.record.TaggedPrompts;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills the page store from the tagged corpus, and goes on as the corpus grows. */
final class CorpusFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CorpusFollower.class);
  private static final Duration SYNC_EVERY = Duration.ofSeconds(5);

  private final TopicReader<TaggedPrompts> reader;
  private final PageStore store;
  private final Clock clock;
  private Instant syncDue;
  private boolean unsynced;

  CorpusFollower(TopicReader<TaggedPrompts> reader, PageStore store, Clock clock) {
    this.reader = reader;
    this.store = store;
    this.clock = clock;
    this.syncDue = clock.instant().plus(SYNC_EVERY);
    goOnWhereTheStoreEnds();
  }

  private void goOnWhereTheStoreEnds() {
    Map<Integer, Long> ends = reader.endOffsets();
    boolean foreign =
        store.nextOffsets().entrySet().stream()
            .anyMatch(next -> next.getValue() > ends.getOrDefault(next.getKey(), -1L));
    if (foreign) {
      LOG.warn("the page store reaches beyond the log, so it is of another one: rebuilding it");
      store.clear();
    }
    store.nextOffsets().forEach(reader::seek);
  }

  /** Takes in what has come, waiting at most {@code timeout}; gives the number of pages. */
  int follow(Duration timeout) {
    int pages = 0;
    for (Received<TaggedPrompts> page : reader.poll(timeout)) {
      try {
        store.append(page.partition(), page.offset(), page.value());
        pages++;
      } catch (IllegalArgumentException e) {
        reader.refuse(page, String.valueOf(e.getMessage()));
      }
    }
    unsynced |= pages > 0;
    if (unsynced && clock.instant().isAfter(syncDue)) {
      store.sync();
      unsynced = false;
      syncDue = clock.instant().plus(SYNC_EVERY);
    }
    return pages;
  }

  /** Whether the store holds everything that the log holds now. */
  boolean caughtUp() {
    return reader.isCaughtUp();
  }

  @Override
  public void close() {
    try (store) {
      reader.close();
    }
  }
}
