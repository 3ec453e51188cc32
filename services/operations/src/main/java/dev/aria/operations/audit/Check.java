package dev.aria.operations.audit;

/** What is audited; each names what is wrong when it does not hold. */
public enum Check {
  /** A (step, shard) of the run is not in the draws. */
  DRAW_MISSING(Harm.LOST),
  /** Draws, a target or a report are of a step that the run does not have. */
  STEP_BEYOND_END(Harm.WRONG),
  /** A (step, shard) is in the draws more than once. */
  DRAW_DOUBLED(Harm.DOUBLED),
  /** The ordinals of a draw batch are not those of its (step, shard). */
  ORDINALS_BROKEN(Harm.WRONG),
  /** A path draw is not the next of its path, or its state does not follow from the one before. */
  PATH_BROKEN(Harm.WRONG),
  /** Draws or a target are of other teachers than the run's first, or name one that it lacks. */
  TEACHERS_MIXED(Harm.WRONG),
  /** The shards of one step were drawn under different weights. */
  DRAW_WEIGHTS_MIXED(Harm.WRONG),
  /** A step was drawn under older weights than the step before it. */
  DRAW_WEIGHTS_WENT_BACK(Harm.WRONG),
  /** A step was drawn under weights that nobody has published. */
  DRAW_WEIGHTS_UNKNOWN(Harm.WRONG),
  /** A draw batch has no target. */
  TARGET_MISSING(Harm.LOST),
  /** A (step, shard) has the same target again: its draws were answered, and committed, twice. */
  TARGET_DOUBLED(Harm.DOUBLED),
  /** A later target of the same (step, shard) differs from the one that counts. */
  TARGET_CONTRADICTED(Harm.DOUBLED),
  /** A target answers draws that are not in the log. */
  TARGET_WITHOUT_DRAW(Harm.WRONG),
  /** A target holds other draws than the log under the same (step, shard). */
  TARGET_OF_OTHER_DRAWS(Harm.WRONG),
  /** A target lies in the partition of another shard. */
  TARGET_ELSEWHERE(Harm.WRONG),
  /** A (step, shard) was never reported as trained. */
  REPORT_MISSING(Harm.LOST),
  /** Two reports of one (step, shard) differ: it was trained twice, from different states. */
  REPORT_CONTRADICTED(Harm.DOUBLED),
  /** A term or number of the sampling weights is not above the one before it. */
  WEIGHTS_WENT_BACK(Harm.WRONG),
  /** The student's last checkpoint was never published. */
  CHECKPOINT_MISSING(Harm.LOST),
  /** Two checkpoints of the same step hold different weights. */
  CHECKPOINT_CONTRADICTED(Harm.DOUBLED),
  /** A replay of the same targets makes another student. */
  STUDENT_DIFFERS(Harm.WRONG),
  /** Statistics folded anew from the step reports are not those that Redis held. */
  STATISTICS_DIFFER(Harm.WRONG);

  /** Kind of damage. */
  public enum Harm {
    /** Something that should be there is not. */
    LOST,
    /** Something was done twice, and not to the same end. */
    DOUBLED,
    /** Something is there that must not be. */
    WRONG
  }

  private final Harm harm;

  Check(Harm harm) {
    this.harm = harm;
  }

  /** Kind of damage that a violation is. */
  public Harm harm() {
    return harm;
  }
}
