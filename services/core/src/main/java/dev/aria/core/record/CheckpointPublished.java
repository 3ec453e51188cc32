package dev.aria.core.record;

import java.util.List;

/**
 * A checkpoint that a trainer has written.
 *
 * @param run name of the run
 * @param student name of the student
 * @param step steps done, so the next step to train
 * @param path where it lies, as the trainer sees it
 * @param sha256 of the file, lower-case hexadecimal
 * @param weightsSha256 of the parameters alone
 * @param nextOffsets next offset of the targets topic, one a shard
 * @param weights latest weights version trained under
 * @param last whether this student had learned all of the run, as long as the run was then
 * @param lead whether this student steers the draws; the run is complete when it is
 */
public record CheckpointPublished(
    String run,
    String student,
    long step,
    String path,
    String sha256,
    String weightsSha256,
    List<Long> nextOffsets,
    WeightsVersion weights,
    boolean last,
    boolean lead) {
  public CheckpointPublished {
    Checks.filled("run", run);
    Checks.filled("student", student);
    Checks.atLeast("step", step, 0);
    Checks.filled("path", path);
    Checks.filled("sha256", sha256);
    Checks.filled("weights sha256", weightsSha256);
    nextOffsets = List.copyOf(nextOffsets);
  }

  /**
   * Whether a run of {@code steps} steps ends with this checkpoint. {@link #last} alone does not
   * tell: a run can be made longer after its end, and then its student learns on.
   */
  public boolean endsRunOf(long steps) {
    return last && step >= steps;
  }
}
