/** Records that could not be read or used, kept with the reason. */
@NullMarked
package dev.aria.runtime.kafka.deadletter;

import org.jspecify.annotations.NullMarked;
