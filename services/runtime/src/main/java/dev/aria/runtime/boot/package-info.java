/** How a service starts, is watched, and stops. */
@NullMarked
package dev.aria.runtime.boot;

import org.jspecify.annotations.NullMarked;
