/** The paired set: latents with their own conditions, in one read-only file or in shards. */
@NullMarked
package dev.aria.runtime.pairs;

import org.jspecify.annotations.NullMarked;
