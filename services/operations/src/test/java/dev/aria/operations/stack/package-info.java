/** The whole pipeline in processes of its own. */
@NullMarked
package dev.aria.operations.stack;

import org.jspecify.annotations.NullMarked;
