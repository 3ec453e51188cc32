/** {@code aria tail}: the records of a topic, to be read by people and scripts. */
@NullMarked
package dev.aria.operations.tail;

import org.jspecify.annotations.NullMarked;
