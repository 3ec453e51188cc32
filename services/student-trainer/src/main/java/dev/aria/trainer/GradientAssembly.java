package dev.aria.trainer;

import dev.aria.core.record.GradientChunk;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.training.ShardSpan;
import dev.aria.models.training.ShardTree;
import dev.aria.runtime.settings.RunSettings;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the chunks of gradients together. Of one writer only the newest gradient of a subtree is
 * under way, and none of a step that is over, so that memory stays bounded whoever comes and goes.
 */
final class GradientAssembly {
  private final RunSettings run;
  private final String student;
  private final int parameters;
  private final ShardTree tree;
  private final Map<Place, Building> underWay = new HashMap<>();

  /** A writer's chunks of several subtrees lie in several partitions, and come in any order. */
  private record Place(String writer, int firstShard) {}

  private record Building(long step, ShardSpan span, ByteBuffer values) {
    boolean isContinuedBy(GradientChunk chunk) {
      return step == chunk.step()
          && span.equals(spanOf(chunk))
          && values.position() == chunk.offset() * Float.BYTES;
    }
  }

  /**
   * @param parameters P: elements of the student's gradient
   */
  GradientAssembly(RunSettings run, String student, int parameters) {
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
    Place place = new Place(chunk.writer(), chunk.firstShard());
    Building building = underWay.get(place);
    if (chunk.offset() == 0) {
      building = new Building(chunk.step(), spanOf(chunk), room());
      underWay.put(place, building);
    }
    if (building == null || !building.isContinuedBy(chunk)) {
      underWay.remove(place); // its beginning was written before reading began
      return Optional.empty();
    }
    building.values().put(chunk.values().duplicate());
    if (building.values().hasRemaining()) {
      return Optional.empty();
    }
    underWay.remove(place);
    Tensor values = new Tensor(List.of(parameters), ElementType.FLOAT32, building.values().flip());
    return Optional.of(
        new PeerGradient(
            chunk.step(),
            chunk.history(),
            chunk.writer(),
            new Gradient(building.span(), chunk.loss(), values)));
  }

  /** Nobody needs gradients of steps before {@code step} any more; their writers may be gone. */
  void forgetBefore(long step) {
    underWay.values().removeIf(building -> building.step() < step);
  }

  /** Gradients of which only a part has come. */
  int underWay() {
    return underWay.size();
  }

  private ByteBuffer room() {
    return ByteBuffer.allocate(Math.multiplyExact(parameters, Float.BYTES));
  }
}
