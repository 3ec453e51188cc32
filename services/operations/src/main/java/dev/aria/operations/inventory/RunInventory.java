package dev.aria.operations.inventory;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.operations.manifest.ManifestFile;
import dev.aria.operations.manifest.ManifestUnreadable;
import dev.aria.operations.manifest.RunManifest;
import dev.aria.operations.monitor.TopicScan;
import dev.aria.operations.run.RunFiles;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.KafkaIds;
import dev.aria.runtime.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs of a Kafka cluster and of a data folder. */
public final class RunInventory {
  private static final Logger LOG = LoggerFactory.getLogger(RunInventory.class);

  private final Cluster cluster;
  private final Path data;

  /**
   * @param data folder under which runs have their folders
   */
  public RunInventory(Cluster cluster, Path data) {
    this.cluster = cluster;
    this.data = data;
  }

  /** All runs, by name. */
  public List<KnownRun> all() {
    Map<String, RunFiles> folders =
        RunFiles.all(data).stream().collect(Collectors.toMap(RunFiles::name, Function.identity()));
    SortedMap<String, SortedMap<String, Long>> topics = new TreeMap<>();
    folders.keySet().forEach(name -> topics.put(name, new TreeMap<>()));
    cluster
        .sizes("aria.")
        .forEach(
            (topic, bytes) ->
                Topics.runOf(topic)
                    .ifPresent(
                        run ->
                            topics
                                .computeIfAbsent(run, name -> new TreeMap<>())
                                .put(topic, bytes)));
    return topics.entrySet().stream()
        .map(
            entry ->
                known(
                    entry.getKey(),
                    entry.getValue(),
                    Optional.ofNullable(folders.get(entry.getKey()))))
        .toList();
  }

  private KnownRun known(String name, SortedMap<String, Long> topics, Optional<RunFiles> files) {
    RunSettings named = Settings.load("-Daria.run.name=" + name).run();
    List<String> groups = new ArrayList<>();
    groups.add(KafkaIds.teachers(named));
    topics.keySet().stream().filter(topic -> topic.contains(".gradients.")).forEach(groups::add);
    List<CheckpointPublished> checkpoints = new ArrayList<>();
    new TopicScan(cluster).whole(Topics.checkpoints(named), checkpoints::add);
    return new KnownRun(
        name,
        topics,
        groups,
        groups.stream().mapToInt(cluster::members).sum(),
        checkpoints.stream().reduce((earlier, later) -> later),
        files,
        files.map(RunFiles::folder).map(RunInventory::bytes).orElse(0L),
        files.flatMap(RunInventory::manifest));
  }

  private static Optional<RunManifest> manifest(RunFiles files) {
    try {
      return ManifestFile.of(files).read();
    } catch (ManifestUnreadable damaged) { // the run is listed all the same
      LOG.warn("{}", damaged.getMessage());
      return Optional.empty();
    }
  }

  private static long bytes(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read the folder " + folder, failure);
    }
  }
}
