/** How far a student is from its teacher on prompts that neither the corpus nor the pairs hold. */
@NullMarked
package dev.aria.cli.evaluation;

import org.jspecify.annotations.NullMarked;
