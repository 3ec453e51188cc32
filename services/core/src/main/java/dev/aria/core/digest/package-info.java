/** Digests that tell files and values apart. */
@NullMarked
package dev.aria.core.digest;

import org.jspecify.annotations.NullMarked;
