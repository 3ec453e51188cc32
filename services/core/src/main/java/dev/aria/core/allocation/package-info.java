/** Sampling rules: how draws are distributed over the regions. */
@NullMarked
package dev.aria.core.allocation;

import org.jspecify.annotations.NullMarked;
