/** Speed as ratios: the pipeline against a bare loop, and replay against a loop in memory. */
@NullMarked
package dev.aria.trials.bench;

import org.jspecify.annotations.NullMarked;
