/** Writing several topics at once, all or nothing, and what the brokers know of it. */
@NullMarked
package dev.aria.runtime.kafka.transaction;

import org.jspecify.annotations.NullMarked;
