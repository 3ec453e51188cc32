/** Trains the teacher of the built-in problem, measures it and draws with it. */
@NullMarked
package dev.aria.emoji.teacher;

import org.jspecify.annotations.NullMarked;
