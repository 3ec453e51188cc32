/** The prompt-streamer: tags raw prompts with their region and samples the draws of a run. */
@NullMarked
package dev.aria.streamer;

import org.jspecify.annotations.NullMarked;
