package dev.aria.core.record;

import java.nio.ByteBuffer;

/**
 * A piece of the gradient that one trainer took over a whole subtree of a step's shards.
 *
 * @param run name of the run
 * @param student name of the student, shared by its trainers
 * @param lineage fence of the draws trained on
 * @param step global step
 * @param firstShard first shard of the subtree
 * @param shards shards of the subtree
 * @param history fingerprint of what the writer had learned before this step and of the arithmetic
 *     it computes in
 * @param writer trainer that wrote it
 * @param loss sum over the shards of the mean weighted loss
 * @param parameters P: elements of the whole gradient
 * @param offset first element of this chunk
 * @param values elements from there, little-endian float32, read-only
 */
public record GradientChunk(
    String run,
    String student,
    long lineage,
    long step,
    int firstShard,
    int shards,
    long history,
    String writer,
    double loss,
    long parameters,
    long offset,
    ByteBuffer values) {
  /** Most bytes of one chunk. */
  public static final int MAX_BYTES = 1 << 20;

  public GradientChunk {
    Checks.filled("run", run);
    Checks.filled("student", student);
    Checks.filled("writer", writer);
    Checks.atLeast("step", step, 0);
    Checks.atLeast("first shard", firstShard, 0);
    Checks.atLeast("shards", shards, 1);
    Checks.finiteAtLeast("loss", loss, 0);
    Checks.atLeast("parameters", parameters, 1);
    Checks.atLeast("offset", offset, 0);
    values = Checks.piece("values", values, Float.BYTES, MAX_BYTES);
    long elements = values.remaining() / Float.BYTES;
    if (elements > parameters || offset > parameters - elements) {
      throw new IllegalArgumentException(
          "elements %d to %d lie outside a gradient of %d"
              .formatted(offset, offset + elements, parameters));
    }
  }

  /** Elements of this chunk. */
  public int elements() {
    return values.remaining() / Float.BYTES;
  }
}
