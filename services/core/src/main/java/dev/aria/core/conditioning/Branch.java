package dev.aria.core.conditioning;

/** Which condition a training sample is given under Random Conditioning (arXiv 2504.02011). */
public enum Branch {
  /** The latent's own prompt. */
  PAIRED,
  /** A prompt drawn from the corpus in place of the latent's own. */
  SWAPPED,
  /** No prompt: the null condition of classifier-free guidance. Counts for no region. */
  NULL
}
