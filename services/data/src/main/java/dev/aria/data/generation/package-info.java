/** Pictures that the teacher itself draws, as a source of items. */
@NullMarked
package dev.aria.data.generation;

import org.jspecify.annotations.NullMarked;
