/** {@code aria compare}: policies measured against each other on the built-in problem. */
@NullMarked
package dev.aria.cli.compare;

import org.jspecify.annotations.NullMarked;
