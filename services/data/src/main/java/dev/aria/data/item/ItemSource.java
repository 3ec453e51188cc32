package dev.aria.data.item;

/** A data set, or a part of one. The same source gives the same items in the same order. */
public interface ItemSource {
  /** What identifies it when a set is gone on with: name and size. */
  String identity();

  /** Its size in bytes, for the time that is left. */
  long bytes();

  /**
   * Opens it at its first item; the caller closes the reader.
   *
   * @throws SourceUnreadable when it cannot be read, or lacks a column
   */
  ItemReader open();
}
