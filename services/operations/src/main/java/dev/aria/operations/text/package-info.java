/** How commands print: tables, and lines with the time since the start. */
@NullMarked
package dev.aria.operations.text;

import org.jspecify.annotations.NullMarked;
