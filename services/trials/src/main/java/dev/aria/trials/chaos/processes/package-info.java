/** Service processes, Kafka and Redis that faults are done to, and the signals that do it. */
@NullMarked
package dev.aria.trials.chaos.processes;

import org.jspecify.annotations.NullMarked;
