package dev.aria.console.server;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.operations.inventory.KnownRun;
import dev.aria.operations.inventory.RunDeletion;
import dev.aria.operations.inventory.RunInventory;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.redis.RedisConnection;
import dev.aria.runtime.redis.RegionStatisticsStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs of the cluster, to be looked at and deleted. */
final class RunsPage {
  private final Cluster cluster;
  private final RedisConnection redis;
  private final Path data;
  private final String own;

  /**
   * Of all runs.
   *
   * @param data folder under which runs have their folders
   * @param own the run that this console watches, which it does not delete
   */
  RunsPage(Cluster cluster, RedisConnection redis, Path data, String own) {
    this.cluster = cluster;
    this.redis = redis;
    this.data = data;
    this.own = own;
  }

  /** All runs, by name. */
  record Runs(List<Row> runs) {}

  /**
   * One run.
   *
   * @param topicBytes on the brokers' disks
   * @param folderBytes of its folder here
   * @param members processes that are in one of its groups now
   * @param step of its newest checkpoint; null where it has none
   * @param finished whether that ended the run
   * @param own whether this console watches it
   */
  record Row(
      String name,
      long topicBytes,
      long folderBytes,
      int members,
      @Nullable Long step,
      boolean finished,
      boolean own) {}

  Runs read() {
    return new Runs(new RunInventory(cluster, data).all().stream().map(this::row).toList());
  }

  private Row row(KnownRun run) {
    Optional<CheckpointPublished> newest = run.newest();
    return new Row(
        run.name(),
        run.topicBytes(),
        run.folderBytes(),
        run.members(),
        newest.map(CheckpointPublished::step).orElse(null),
        newest.filter(CheckpointPublished::last).isPresent(),
        run.name().equals(own));
  }

  /**
   * Deletes run {@code name} whole.
   *
   * @return whether there was such a run
   * @throws IllegalStateException when it is at work, or is the one that is watched
   */
  boolean delete(String name) {
    if (name.equals(own)) {
      throw new IllegalStateException(
          "run '%s' is the one that this console watches; delete it with aria run delete"
              .formatted(name));
    }
    Optional<KnownRun> run =
        new RunInventory(cluster, data)
            .all().stream().filter(known -> known.name().equals(name)).findFirst();
    run.ifPresent(
        known -> new RunDeletion(cluster, new RegionStatisticsStore(redis, name)).delete(known));
    return run.isPresent();
  }
}
