/** Draws the samples of a run, step after step, under the weights in force. */
@NullMarked
package dev.aria.streamer.drawing;

import org.jspecify.annotations.NullMarked;
