/** {@code aria demo}: the built-in problem, distilled and reported on. */
@NullMarked
package dev.aria.emoji.demo;

import org.jspecify.annotations.NullMarked;
