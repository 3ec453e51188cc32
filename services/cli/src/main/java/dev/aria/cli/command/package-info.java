/** One class a subcommand of {@code aria}: what it takes, and what it calls. */
@NullMarked
package dev.aria.cli.command;

import org.jspecify.annotations.NullMarked;
