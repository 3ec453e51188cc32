/** Random Conditioning: which latent, timestep, noise and condition a draw ordinal stands for. */
@NullMarked
package dev.aria.core.conditioning;

import org.jspecify.annotations.NullMarked;
