/** Condition encoders: prompts in, condition vectors out, with a cache in front. */
@NullMarked
package dev.aria.models.encoder;

import org.jspecify.annotations.NullMarked;
