package dev.aria.data.making;

/** Is told how the making of pairs goes. */
public interface MakingProgress {
  /**
   * Called by the making thread whenever a batch is written.
   *
   * @param bytesRead of the sources
   * @param pairs written so far, those of earlier processes among them
   * @param rejected likewise
   */
  void at(long bytesRead, long pairs, long rejected);
}
