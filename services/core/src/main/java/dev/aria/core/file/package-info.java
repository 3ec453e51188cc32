/** Folders that one process has to itself. */
@NullMarked
package dev.aria.core.file;

import org.jspecify.annotations.NullMarked;
