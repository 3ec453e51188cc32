/** Small runs of the built-in problem that trials are made of. */
@NullMarked
package dev.aria.trials.runs;

import org.jspecify.annotations.NullMarked;
