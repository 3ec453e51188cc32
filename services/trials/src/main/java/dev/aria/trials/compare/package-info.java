/** {@code aria compare}: policies measured against each other on the built-in problem. */
@NullMarked
package dev.aria.trials.compare;

import org.jspecify.annotations.NullMarked;
