/** {@code aria soak}: a long run, and whether its services' memory stays flat. */
@NullMarked
package dev.aria.trials.soak;

import org.jspecify.annotations.NullMarked;
