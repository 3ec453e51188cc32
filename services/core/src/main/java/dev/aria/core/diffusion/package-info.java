/** The forward process of a diffusion model, what its network predicts, and the DDIM steps back. */
@NullMarked
package dev.aria.core.diffusion;

import org.jspecify.annotations.NullMarked;
