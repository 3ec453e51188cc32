package dev.aria.core.record;

import java.nio.ByteBuffer;

/** One record between the trainers of a student. */
public sealed interface PeerRecord {
  /** Name of the run. */
  String run();

  /** Name of the student. */
  String student();

  /** Fence of the draws trained on. */
  long lineage();

  /**
   * A trainer that is not yet a member says that it is there.
   *
   * @param trainer its name, unlike any other trainer's
   * @param wantsState whether it wants a state to start from
   */
  record Arrival(String run, String student, long lineage, String trainer, boolean wantsState)
      implements PeerRecord {
    public Arrival {
      Checks.filled("run", run);
      Checks.filled("student", student);
      Checks.filled("trainer", trainer);
    }
  }

  /**
   * A piece of a checkpoint file, for a trainer that is about to join.
   *
   * @param offer name of the offer, unlike any other's
   * @param step steps that the state has learned
   * @param total bytes of the whole file
   * @param offset first byte of this chunk
   * @param content bytes from there, read-only
   */
  record StateChunk(
      String run,
      String student,
      long lineage,
      String offer,
      long step,
      long total,
      long offset,
      ByteBuffer content)
      implements PeerRecord {
    /** Most bytes of one chunk. */
    public static final int MAX_BYTES = 1 << 20;

    public StateChunk {
      Checks.filled("run", run);
      Checks.filled("student", student);
      Checks.filled("offer", offer);
      Checks.atLeast("step", step, 0);
      Checks.atLeast("total", total, 1);
      Checks.atLeast("offset", offset, 0);
      content = Checks.piece("content", content, 1, MAX_BYTES);
      if (content.remaining() > total || offset > total - content.remaining()) {
        throw new IllegalArgumentException(
            "bytes %d to %d lie outside a state of %d"
                .formatted(offset, offset + content.remaining(), total));
      }
    }
  }
}
