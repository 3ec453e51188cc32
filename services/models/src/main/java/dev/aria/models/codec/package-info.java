/** Latent codecs: pictures to the samples that a diffusion model works on, and back. */
@NullMarked
package dev.aria.models.codec;

import org.jspecify.annotations.NullMarked;
