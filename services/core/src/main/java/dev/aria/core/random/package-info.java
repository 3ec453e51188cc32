/**
 * Counter-based randomness: every number is a pure function of a seed, a purpose and a position.
 */
@NullMarked
package dev.aria.core.random;

import org.jspecify.annotations.NullMarked;
