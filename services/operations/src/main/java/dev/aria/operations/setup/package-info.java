/** A run's file and what it names, before the run: written, looked at, held against each other. */
@NullMarked
package dev.aria.operations.setup;

import org.jspecify.annotations.NullMarked;
