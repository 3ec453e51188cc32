/** The {@code aria} command. */
@NullMarked
package dev.aria.cli;

import org.jspecify.annotations.NullMarked;
