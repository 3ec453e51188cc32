/** How far a student is from its teacher on prompts that neither the corpus nor the pairs hold. */
@NullMarked
package dev.aria.emoji.evaluation;

import org.jspecify.annotations.NullMarked;
