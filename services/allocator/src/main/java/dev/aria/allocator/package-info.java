/** The allocator: folds step reports into region statistics and publishes sampling weights. */
@NullMarked
package dev.aria.allocator;

import org.jspecify.annotations.NullMarked;
