/** {@code aria replay}: further students from the recorded targets of a run. */
@NullMarked
package dev.aria.operations.replay;

import org.jspecify.annotations.NullMarked;
