package dev.aria.core.discrepancy;

/** Why a step report was not counted. */
public enum Rejection {
  /** It is another student's; only the lead student steers. */
  OTHER_STUDENT,
  /** It was made before a rollback, or before teacher, normaliser or region map changed. */
  OTHER_LINEAGE,
  /** Its regions are those of another map. */
  OTHER_REGION_MAP,
  /** Its weights come from an allocator of a later term: this one has been replaced. */
  LATER_TERM,
  /** Its shard does not exist. */
  UNKNOWN_SHARD,
  /** Its step and shard were counted before. */
  REPEATED,
  /** Its step lies further ahead than trainers can be. */
  TOO_FAR_AHEAD,
  /** A region, bin, branch or sum in it cannot be. */
  BAD_CELL
}
