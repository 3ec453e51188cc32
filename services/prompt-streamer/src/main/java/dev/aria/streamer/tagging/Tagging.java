package dev.aria.streamer.tagging;

import dev.aria.core.record.PromptRecord;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.runtime.kafka.reading.GroupReader;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.transaction.TransactionalWriter;
import dev.aria.runtime.topic.Topic;
import dev.aria.streamer.corpus.RegionTagger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tags the partitions of the raw topic that the group of taggers assigns to this one. Pages and the
 * offsets of the raw topic are committed together, so that a restart neither loses a prompt nor
 * tags one twice. The pages hold the offsets as well, since Kafka forgets those of a group without
 * members.
 */
final class Tagging implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final TaggingSettings settings;
  private final GroupReader<PromptRecord> reader;
  private final TransactionalWriter writer;
  private final Topic<TaggedPrompts> pages;
  private final ParallelEncoder encoder;
  private final RegionTagger regions;
  private final PageCutter cutter;
  private final Clock clock;
  private final Map<Integer, List<TaggedPrompt>> gathered = new TreeMap<>();
  private final Map<Integer, Long> committed = new HashMap<>();
  private Instant flushDue;
  private long tagged;
  private long refused;

  /**
   * Where it reads and writes; all but the topic are closed with it.
   *
   * @param reader raw prompts
   * @param writer of pages
   * @param pages the tagged corpus
   */
  record Channels(
      GroupReader<PromptRecord> reader, TransactionalWriter writer, Topic<TaggedPrompts> pages) {}

  Tagging(
      TaggingSettings settings,
      Channels channels,
      ParallelEncoder encoder,
      RegionTagger regions,
      RegionMapRecord map,
      Clock clock) {
    this.settings = settings;
    this.reader = channels.reader();
    this.writer = channels.writer();
    this.pages = channels.pages();
    this.encoder = encoder;
    this.regions = regions;
    this.cutter = new PageCutter(map.digest());
    this.clock = clock;
    this.flushDue = clock.instant().plus(settings.flushTime());
    reader.onRevoked(lost -> lost.forEach(this::forget));
  }

  private void forget(int partition) {
    gathered.remove(partition);
    committed.remove(partition);
  }

  /** Takes in what has come, and writes it once enough has gathered or time is up. */
  void turn() {
    List<Received<PromptRecord>> prompts = reader.poll(POLL);
    List<ParallelEncoder.Encoded> encoded =
        encoder.encode(prompts.stream().map(prompt -> prompt.value().text()).toList());
    for (int i = 0; i < prompts.size(); i++) {
      gather(prompts.get(i), encoded.get(i));
    }
    if (waiting() >= settings.flushPrompts() || !clock.instant().isBefore(flushDue)) {
      flush();
    }
  }

  private void gather(Received<PromptRecord> prompt, ParallelEncoder.Encoded encoded) {
    if (encoded.condition().isEmpty()) {
      refuse(prompt, encoded.refusal());
      return;
    }
    float[] condition = encoded.condition().get();
    try {
      int region = regions.region(prompt.value(), encoded.vector().orElse(condition));
      gathered
          .computeIfAbsent(prompt.partition(), partition -> new ArrayList<>())
          .add(new TaggedPrompt(prompt.value(), region, condition));
    } catch (IllegalArgumentException e) {
      refuse(prompt, String.valueOf(e.getMessage()));
    }
  }

  private void refuse(Received<PromptRecord> prompt, String reason) {
    reader.refuse(prompt, reason);
    refused++;
  }

  private int waiting() {
    return gathered.values().stream().mapToInt(List::size).sum();
  }

  /** Writes all that has gathered; what was read and refused counts as consumed as well. */
  private void flush() {
    flushDue = clock.instant().plus(settings.flushTime());
    Map<Integer, Long> places = reader.positions();
    Map<Integer, Long> moved = new HashMap<>(places);
    moved.entrySet().removeIf(next -> next.getValue().equals(committed.get(next.getKey())));
    if (moved.isEmpty()) {
      return;
    }
    List<TaggedPrompt> prompts = gathered.values().stream().flatMap(List::stream).toList();
    List<TaggedPrompts> cut = cutter.cut(prompts, places);
    writer.commit(
        transaction -> {
          for (TaggedPrompts page : cut) {
            int partition = PageCutter.partition(page.region(), pages.partitions());
            transaction.send(pages, partition, Integer.toString(page.region()), page);
          }
          transaction.consumed(reader, moved);
        });
    committed.putAll(moved);
    tagged += prompts.size();
    gathered.clear();
  }

  /** Prompts tagged since the start. */
  long tagged() {
    return tagged;
  }

  /** Prompts of this tagger's partitions that it has not read yet. */
  long remaining() {
    Map<Integer, Long> positions = reader.positions();
    return reader.endOffsets().entrySet().stream()
        .mapToLong(end -> end.getValue() - positions.getOrDefault(end.getKey(), 0L))
        .sum();
  }

  /** Prompts that could be read but not tagged. */
  long refused() {
    return refused;
  }

  @Override
  public void close() {
    try (writer) {
      reader.close();
    }
  }
}
