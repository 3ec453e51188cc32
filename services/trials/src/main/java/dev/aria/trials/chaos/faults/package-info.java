/** The faults: their kinds, their schedule, and how each is done and waited for. */
@NullMarked
package dev.aria.trials.chaos.faults;

import org.jspecify.annotations.NullMarked;
