/** A student's model card, in the form of Hugging Face. */
@NullMarked
package dev.aria.runtime.card;

import org.jspecify.annotations.NullMarked;
