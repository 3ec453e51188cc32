/** {@code aria teacher}: one class a subcommand. */
@NullMarked
package dev.aria.cli.teacher;

import org.jspecify.annotations.NullMarked;
