/** The run that a trainer takes part in, and the metrics it counts. */
@NullMarked
package dev.aria.trainer.run;

import org.jspecify.annotations.NullMarked;
