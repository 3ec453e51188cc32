/** Trains the teacher of the built-in problem, looks at what it draws, and packs it to ship. */
@NullMarked
package dev.aria.cli.teacher;

import org.jspecify.annotations.NullMarked;
