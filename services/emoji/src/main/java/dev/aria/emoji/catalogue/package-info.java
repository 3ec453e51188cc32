/** The built-in problem: emoji pictures, their prompts, and how both are split. */
@NullMarked
package dev.aria.emoji.catalogue;

import org.jspecify.annotations.NullMarked;
