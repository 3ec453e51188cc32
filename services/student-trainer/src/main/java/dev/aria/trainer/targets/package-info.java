/** Reads the teacher's targets of all shards and puts them in the order of the steps. */
@NullMarked
package dev.aria.trainer.targets;

import org.jspecify.annotations.NullMarked;
