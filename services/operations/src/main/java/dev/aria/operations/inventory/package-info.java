/** Which runs there are, what they take, and how they are deleted. */
@NullMarked
package dev.aria.operations.inventory;

import org.jspecify.annotations.NullMarked;
