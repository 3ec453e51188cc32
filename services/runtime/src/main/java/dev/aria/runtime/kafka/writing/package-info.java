/** Appending to a topic without a transaction, and watching for writes that nobody acknowledges. */
@NullMarked
package dev.aria.runtime.kafka.writing;

import org.jspecify.annotations.NullMarked;
