/** Runs trained in this process alone, in lock step: no Kafka, no Redis, no actors. */
@NullMarked
package dev.aria.trials.inprocess;

import org.jspecify.annotations.NullMarked;
