package dev.aria.trainer.exchange;

import dev.aria.core.record.GradientChunk;
import dev.aria.models.training.ShardSpan;
import dev.aria.models.training.ShardTree;
import dev.aria.runtime.settings.RunSettings;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the chunks of gradients together. Memory stays bounded whatever other trainers write: of one
 * writer only the newest gradient of a subtree is kept, of a partition only the few that grew last,
 * and none of a step that is over.
 */
final class GradientAssembly {
  /** P of the longest gradient that fits an array of bytes. */
  static final int MOST_PARAMETERS = (Integer.MAX_VALUE - 8) / Float.BYTES;

  /** Unfinished gradients kept of one partition. */
  static final int MOST_OF_A_PARTITION = 4;

  private final RunSettings run;
  private final String student;
  private final int parameters;
  private final ShardTree tree;

  /** By first shard, which is the partition, and writer; those that grew last come last. */
  private final Map<Integer, Map<String, UnfinishedGradient>> underWay = new HashMap<>();

  /**
   * @param parameters P: elements of the student's gradient
   * @throws IllegalArgumentException when P is too large for trainers to exchange
   */
  GradientAssembly(RunSettings run, String student, int parameters) {
    if (parameters > MOST_PARAMETERS) {
      throw new IllegalArgumentException(
          "student '%s' has P = %d weights, the gradient of a student may have at most %d; make it smaller (aria.student-trainer.model)"
              .formatted(student, parameters, MOST_PARAMETERS));
    }
    this.run = run;
    this.student = student;
    this.parameters = parameters;
    this.tree = new ShardTree(run.shards());
  }

  private static ShardSpan spanOf(GradientChunk chunk) {
    return new ShardSpan(chunk.firstShard(), chunk.shards());
  }

  /** Why {@code chunk}, read from {@code partition}, is refused; empty when it is not. */
  Optional<String> refusal(int partition, GradientChunk chunk) {
    if (!chunk.run().equals(run.name())
        || !chunk.student().equals(student)
        || chunk.lineage() != run.lineage()) {
      return Optional.of(
          "gradient of student '%s', run '%s', lineage %d; this is '%s', '%s', %d"
              .formatted(
                  chunk.student(),
                  chunk.run(),
                  chunk.lineage(),
                  student,
                  run.name(),
                  run.lineage()));
    }
    if (chunk.step() >= run.steps()) {
      return Optional.of(
          "gradient of step %d, the run's last is %d".formatted(chunk.step(), run.steps() - 1));
    }
    if (chunk.parameters() != parameters) {
      return Optional.of(
          "gradient of %d elements, this student has %d".formatted(chunk.parameters(), parameters));
    }
    if (chunk.firstShard() != partition
        || chunk.shards() > run.shards() - partition
        || !tree.has(spanOf(chunk))) {
      return Optional.of(
          "shards %d to %d in partition %d are no subtree of %d"
              .formatted(
                  chunk.firstShard(),
                  (long) chunk.firstShard() + chunk.shards() - 1,
                  partition,
                  run.shards()));
    }
    return Optional.empty();
  }

  /** Takes in a chunk that is not refused; the gradient, when it is the last of it. */
  Optional<PeerGradient> add(GradientChunk chunk) {
    Map<String, UnfinishedGradient> partition =
        underWay.computeIfAbsent(chunk.firstShard(), first -> new LinkedHashMap<>());
    UnfinishedGradient former = partition.remove(chunk.writer());
    if (chunk.offset() == 0) {
      return kept(partition, chunk.writer(), new UnfinishedGradient(chunk));
    }
    if (former == null || !former.isContinuedBy(chunk)) {
      return Optional.empty(); // its beginning was written before reading began, or was dropped
    }
    former.add(chunk);
    return kept(partition, chunk.writer(), former);
  }

  private static Optional<PeerGradient> kept(
      Map<String, UnfinishedGradient> partition, String writer, UnfinishedGradient gradient) {
    if (gradient.isWhole()) {
      return Optional.of(gradient.joined());
    }
    if (partition.size() == MOST_OF_A_PARTITION) {
      partition.remove(partition.keySet().iterator().next());
    }
    partition.put(writer, gradient);
    return Optional.empty();
  }

  /** Nobody needs gradients of steps before {@code step} any more; their writers may be gone. */
  void forgetBefore(long step) {
    underWay.values().forEach(all -> all.values().removeIf(begun -> begun.step() < step));
  }

  /** Gradients of which only a part has come. */
  int underWay() {
    return underWay.values().stream().mapToInt(Map::size).sum();
  }
}
