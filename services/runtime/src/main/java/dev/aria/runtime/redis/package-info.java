/** Region statistics and the allocator's lease in Redis, where operators and a standby see them. */
@NullMarked
package dev.aria.runtime.redis;

import org.jspecify.annotations.NullMarked;
