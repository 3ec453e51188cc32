package dev.aria.operations.inventory;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.operations.manifest.RunManifest;
import dev.aria.operations.run.RunFiles;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A run that Kafka holds records of, or that has a folder, or both.
 *
 * @param name of the run
 * @param topics bytes on the brokers' disks, by name
 * @param groups consumer groups that its services may have
 * @param members processes that are in a group now
 * @param newest the checkpoint that was announced last
 * @param files its folder, where there is one
 * @param folderBytes of that folder
 * @param manifest what its {@code run.json} says, where there is one that can be read
 */
public record KnownRun(
    String name,
    SortedMap<String, Long> topics,
    List<String> groups,
    int members,
    Optional<CheckpointPublished> newest,
    Optional<RunFiles> files,
    long folderBytes,
    Optional<RunManifest> manifest) {

  /** Bytes of all its topics. */
  public long topicBytes() {
    return topics.values().stream().mapToLong(Long::longValue).sum();
  }
}
