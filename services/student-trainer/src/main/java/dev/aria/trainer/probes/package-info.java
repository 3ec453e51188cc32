/** Scores a student on the run's probes. */
@NullMarked
package dev.aria.trainer.probes;

import org.jspecify.annotations.NullMarked;
