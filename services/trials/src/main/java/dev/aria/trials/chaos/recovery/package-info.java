/** What the logs and Redis show of a run, and whether it has recovered from a fault. */
@NullMarked
package dev.aria.trials.chaos.recovery;

import org.jspecify.annotations.NullMarked;
