/** {@code run.json}: what a run is made of, who opened it, and what it came to. */
@NullMarked
package dev.aria.operations.manifest;

import org.jspecify.annotations.NullMarked;
