/**
 * {@code aria chaos}: real runs whose processes are killed, frozen and starved, and their audit.
 */
@NullMarked
package dev.aria.trials.chaos;

import org.jspecify.annotations.NullMarked;
