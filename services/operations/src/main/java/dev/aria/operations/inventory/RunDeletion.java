package dev.aria.operations.inventory;

import dev.aria.operations.run.RunFiles;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.redis.RedisUnavailable;
import dev.aria.runtime.redis.RegionStatisticsStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Deletes a run whole: topics, groups, statistics and folder. What fails half-way is finished by
 * the same call again, since the run is known as long as anything of it is there.
 */
public final class RunDeletion {
  private final Cluster cluster;
  private final RegionStatisticsStore statistics;

  public RunDeletion(Cluster cluster, RegionStatisticsStore statistics) {
    this.cluster = cluster;
    this.statistics = statistics;
  }

  /**
   * Deletes {@code run}. The control topic goes last: without it the others would be refused.
   *
   * @throws IllegalStateException when services are at work on it
   * @throws RedisUnavailable when Redis is away; nothing is deleted
   */
  public void delete(KnownRun run) {
    boolean allocating = statistics.isLeased();
    if (run.members() > 0 || allocating) {
      throw new IllegalStateException(
          "run '%s' is at work: %d teachers and trainers%s; stop it first: aria control stop --run %s"
              .formatted(
                  run.name(), run.members(), allocating ? ", an allocator" : "", run.name()));
    }
    run.groups().forEach(cluster::deleteGroup);
    List<String> order =
        run.topics().keySet().stream()
            .sorted(Comparator.comparing(topic -> topic.contains(".control.")))
            .toList();
    cluster.deleteNamed(order);
    statistics.delete();
    run.files().map(RunFiles::folder).filter(Files::isDirectory).ifPresent(RunDeletion::delete);
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot delete " + folder, failure);
    }
  }
}
