/**
 * What goes wrong with a cluster: failures by their states, how long it has been silent, what can
 * be done.
 */
@NullMarked
package dev.aria.runtime.kafka.failure;

import org.jspecify.annotations.NullMarked;
