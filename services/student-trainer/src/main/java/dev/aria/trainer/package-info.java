/** Trains one student from the targets of all shards, and reports where it still disagrees. */
@NullMarked
package dev.aria.trainer;

import org.jspecify.annotations.NullMarked;
