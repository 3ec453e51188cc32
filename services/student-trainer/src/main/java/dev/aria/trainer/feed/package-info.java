/** What a trainer's threads poll, and pass on. */
@NullMarked
package dev.aria.trainer.feed;

import org.jspecify.annotations.NullMarked;
