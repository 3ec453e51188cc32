/** A student as its trainer drives it, and how a new one is made. */
@NullMarked
package dev.aria.trainer.student;

import org.jspecify.annotations.NullMarked;
