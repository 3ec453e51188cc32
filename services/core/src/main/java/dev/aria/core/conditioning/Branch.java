package dev.aria.core.conditioning;

/**
 * Where a training sample comes from: the first three are Random Conditioning's (arXiv 2504.02011),
 * paths are ours.
 */
public enum Branch {
  /** The latent's own prompt. */
  PAIRED(0),
  /** A prompt drawn from the corpus in place of the latent's own. */
  SWAPPED(1),
  /** No prompt: the null condition of classifier-free guidance. Counts for no region. */
  NULL(2),
  /**
   * A state of the teacher's own sampling path for a prompt of the corpus: x_t fits the prompt, and
   * no picture is needed.
   */
  PATH(3);

  private final int code;

  Branch(int code) {
    this.code = code;
  }

  /** Stable number from 0 up, for tables and encodings; never changes. */
  public int code() {
    return code;
  }
}
