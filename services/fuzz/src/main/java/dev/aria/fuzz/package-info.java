/** Damaged bytes from a seed, and what a reader made of a hundred thousand of them. */
@NullMarked
package dev.aria.fuzz;

import org.jspecify.annotations.NullMarked;
