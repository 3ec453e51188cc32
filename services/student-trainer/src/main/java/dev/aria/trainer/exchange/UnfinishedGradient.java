package dev.aria.trainer.exchange;

import dev.aria.core.record.GradientChunk;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.training.ShardSpan;
import dev.aria.trainer.student.Gradient;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A gradient of which the beginning has come. Its pieces stay as they came until the last is there,
 * so that it takes no more memory than was written of it, whatever it says of its length.
 */
final class UnfinishedGradient {
  private final GradientChunk first;
  private final List<ByteBuffer> pieces = new ArrayList<>();
  private long elements;

  UnfinishedGradient(GradientChunk first) {
    this.first = first;
    add(first);
  }

  long step() {
    return first.step();
  }

  private ShardSpan span() {
    return new ShardSpan(first.firstShard(), first.shards());
  }

  boolean isContinuedBy(GradientChunk chunk) {
    return first.step() == chunk.step()
        && first.shards() == chunk.shards()
        && first.history() == chunk.history()
        && elements == chunk.offset();
  }

  void add(GradientChunk chunk) {
    pieces.add(chunk.values());
    elements += chunk.elements();
  }

  boolean isWhole() {
    return elements == first.parameters();
  }

  /** The gradient, once it is whole. */
  PeerGradient joined() {
    int parameters = Math.toIntExact(first.parameters());
    ByteBuffer values = ByteBuffer.allocate(parameters * Float.BYTES);
    pieces.forEach(piece -> values.put(piece.duplicate()));
    Tensor tensor = new Tensor(List.of(parameters), ElementType.FLOAT32, values.flip());
    return new PeerGradient(
        first.step(), first.history(), first.writer(), new Gradient(span(), first.loss(), tensor));
  }
}
