/** The teacher model and how the noise of draws is computed with it. */
@NullMarked
package dev.aria.teacher.inference;

import org.jspecify.annotations.NullMarked;
