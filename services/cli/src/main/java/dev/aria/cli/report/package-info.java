/** What a command prints: tables of plain text. */
@NullMarked
package dev.aria.cli.report;

import org.jspecify.annotations.NullMarked;
