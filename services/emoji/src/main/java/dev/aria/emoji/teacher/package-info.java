/** Trains the teacher of the built-in problem, looks at what it draws, and packs it to ship. */
@NullMarked
package dev.aria.emoji.teacher;

import org.jspecify.annotations.NullMarked;
