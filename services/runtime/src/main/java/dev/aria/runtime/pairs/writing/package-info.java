/** Writing a sharded paired set: a journal of pairs, and shards made of it; resumable. */
@NullMarked
package dev.aria.runtime.pairs.writing;

import org.jspecify.annotations.NullMarked;
