package dev.aria.core.conditioning;

/** Which condition a training sample is given under Random Conditioning (arXiv 2504.02011). */
public enum Branch {
  /** The latent's own prompt. */
  PAIRED(0),
  /** A prompt drawn from the corpus in place of the latent's own. */
  SWAPPED(1),
  /** No prompt: the null condition of classifier-free guidance. Counts for no region. */
  NULL(2);

  private final int code;

  Branch(int code) {
    this.code = code;
  }

  /** Stable number from 0 up, for tables and encodings; never changes. */
  public int code() {
    return code;
  }
}
