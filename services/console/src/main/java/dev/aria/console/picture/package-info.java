/** Pictures of teacher and student for the same prompts and noise, as training goes on. */
@NullMarked
package dev.aria.console.picture;

import org.jspecify.annotations.NullMarked;
