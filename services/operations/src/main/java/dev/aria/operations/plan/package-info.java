/** {@code aria plan}: what a run would need and take, before it starts. */
@NullMarked
package dev.aria.operations.plan;

import org.jspecify.annotations.NullMarked;
