/** {@code aria export}: models as files for others to read. */
@NullMarked
package dev.aria.cli.export;

import org.jspecify.annotations.NullMarked;
