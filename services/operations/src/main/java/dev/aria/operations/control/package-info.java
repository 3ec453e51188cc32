/** {@code aria control}: an operator's orders to the services of a run. */
@NullMarked
package dev.aria.operations.control;

import org.jspecify.annotations.NullMarked;
