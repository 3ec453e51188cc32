/** {@code aria export}: models as files for others to read. */
@NullMarked
package dev.aria.operations.export;

import org.jspecify.annotations.NullMarked;
