/** The teacher model and how targets of draws are made with it. */
@NullMarked
package dev.aria.teacher.inference;

import org.jspecify.annotations.NullMarked;
