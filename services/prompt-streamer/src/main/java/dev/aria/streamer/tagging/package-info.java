/** Tags raw prompts with their region, and fits the region map of a corpus that has none. */
@NullMarked
package dev.aria.streamer.tagging;

import org.jspecify.annotations.NullMarked;
