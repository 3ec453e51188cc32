/** Reading and writing topics, with and without transactions; the only user of Kafka's client. */
@NullMarked
package dev.aria.runtime.kafka;

import org.jspecify.annotations.NullMarked;
