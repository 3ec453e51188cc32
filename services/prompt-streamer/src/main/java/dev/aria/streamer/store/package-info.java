/** The tagged corpus in local memory-mapped files, filled from Kafka. */
@NullMarked
package dev.aria.streamer.store;

import org.jspecify.annotations.NullMarked;
