/** Sampling: from noise and a condition to a clean sample, deterministically. */
@NullMarked
package dev.aria.models.sampler;

import org.jspecify.annotations.NullMarked;
