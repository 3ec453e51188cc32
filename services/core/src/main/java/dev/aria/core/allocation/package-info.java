/** Sampling rules: how the draws are shared out over the regions. */
@NullMarked
package dev.aria.core.allocation;

import org.jspecify.annotations.NullMarked;
