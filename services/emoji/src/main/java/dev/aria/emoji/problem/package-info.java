/**
 * The built-in problem as runs and commands use it: files, prompts, pictures, held-out measurement.
 */
@NullMarked
package dev.aria.emoji.problem;

import org.jspecify.annotations.NullMarked;
