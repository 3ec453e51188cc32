/** Where a student stands, its checkpoints, and how it is restored from them. */
@NullMarked
package dev.aria.trainer.checkpoint;

import org.jspecify.annotations.NullMarked;
