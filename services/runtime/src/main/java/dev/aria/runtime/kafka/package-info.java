/** A Kafka cluster as the services use it: the facade of what its sub-packages do. */
@NullMarked
package dev.aria.runtime.kafka;

import org.jspecify.annotations.NullMarked;
