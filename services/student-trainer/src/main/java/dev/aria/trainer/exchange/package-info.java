/** Exchanges gradients and states among the trainers of one student. */
@NullMarked
package dev.aria.trainer.exchange;

import org.jspecify.annotations.NullMarked;
