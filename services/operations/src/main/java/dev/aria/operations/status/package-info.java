/** {@code aria status} and {@code aria regions}: where a run stands, read from its own topics. */
@NullMarked
package dev.aria.operations.status;

import org.jspecify.annotations.NullMarked;
