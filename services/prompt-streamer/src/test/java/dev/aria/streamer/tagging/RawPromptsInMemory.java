package dev.aria.streamer.tagging;

import dev.aria.core.record.PromptRecord;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A topic of raw prompts with one partition, in memory. */
final class RawPromptsInMemory implements TopicReader<PromptRecord> {
  private final List<PromptRecord> log = new ArrayList<>();
  private int position;

  void add(String text) {
    log.add(new PromptRecord(text, Optional.empty()));
  }

  @Override
  public List<Received<PromptRecord>> poll(Duration timeout) {
    List<Received<PromptRecord>> records = new ArrayList<>();
    for (; position < log.size(); position++) {
      records.add(new Received<>(log.get(position), 0, position, Instant.EPOCH));
    }
    return records;
  }

  @Override
  public void refuse(Received<PromptRecord> record, String reason) {
    throw new AssertionError("refused " + record + ": " + reason);
  }

  @Override
  public Set<Integer> partitions() {
    return Set.of(0);
  }

  @Override
  public void seek(int partition, long offset) {
    position = Math.toIntExact(offset);
  }

  @Override
  public Map<Integer, Long> positions() {
    return Map.of(0, (long) position);
  }

  @Override
  public Map<Integer, Long> beginningOffsets() {
    return Map.of(0, 0L);
  }

  @Override
  public Map<Integer, Long> endOffsets() {
    return Map.of(0, (long) log.size());
  }

  @Override
  public void pause(Collection<Integer> partitions) {}

  @Override
  public void resume(Collection<Integer> partitions) {}

  @Override
  public void wakeUp() {}

  @Override
  public void close() {}
}
