/** Options that several commands have. */
@NullMarked
package dev.aria.cli.option;

import org.jspecify.annotations.NullMarked;
