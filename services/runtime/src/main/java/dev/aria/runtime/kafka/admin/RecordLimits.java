package dev.aria.runtime.kafka.admin;

/** How large records are, in bytes. */
public final class RecordLimits {
  /** Largest record and largest fetch of a partition. */
  public static final int LARGEST = 8 << 20;

  /** What a dead letter's key, headers and framing take beside the record that it holds. */
  public static final int DEAD_LETTER_ROOM = 1 << 20;

  private RecordLimits() {}
}
