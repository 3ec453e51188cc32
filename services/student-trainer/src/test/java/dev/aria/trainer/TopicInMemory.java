package dev.aria.trainer;

import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A topic in memory. A poll gives one record of each partition that is not paused.
 *
 * @param <T> value of the topic
 */
final class TopicInMemory<T> implements TopicReader<T> {
  private final Map<Integer, List<T>> written = new TreeMap<>();
  private final Map<Integer, Integer> positions = new HashMap<>();
  private final Set<Integer> paused = new HashSet<>();
  private final List<String> refusals = new ArrayList<>();

  TopicInMemory(int partitions) {
    for (int partition = 0; partition < partitions; partition++) {
      written.put(partition, new ArrayList<>());
      positions.put(partition, 0);
    }
  }

  void write(int partition, T value) {
    of(partition).add(value);
  }

  private List<T> of(int partition) {
    return written.getOrDefault(partition, List.of());
  }

  /** Reasons of what was refused. */
  List<String> refusals() {
    return refusals;
  }

  @Override
  public List<Received<T>> poll(Duration timeout) {
    List<Received<T>> records = new ArrayList<>();
    for (int partition : partitions()) {
      int at = positions.getOrDefault(partition, 0);
      if (!paused.contains(partition) && at < of(partition).size()) {
        records.add(new Received<>(of(partition).get(at), partition, at, Instant.EPOCH));
        positions.put(partition, at + 1);
      }
    }
    return records;
  }

  @Override
  public void refuse(Received<T> record, String reason) {
    refusals.add(reason);
  }

  @Override
  public Set<Integer> partitions() {
    return written.keySet();
  }

  @Override
  public void seek(int partition, long offset) {
    positions.put(partition, Math.toIntExact(offset));
  }

  @Override
  public Map<Integer, Long> positions() {
    return positions.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, at -> at.getValue().longValue()));
  }

  @Override
  public Map<Integer, Long> beginningOffsets() {
    return written.keySet().stream().collect(Collectors.toMap(p -> p, p -> 0L));
  }

  @Override
  public Map<Integer, Long> endOffsets() {
    return written.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, all -> (long) all.getValue().size()));
  }

  @Override
  public void pause(Collection<Integer> partitions) {
    paused.addAll(partitions);
  }

  @Override
  public void resume(Collection<Integer> partitions) {
    paused.removeAll(partitions);
  }

  @Override
  public void wakeUp() {}

  @Override
  public void close() {}
}
