/** Work in blocking turns on threads of its own: what a polling service is driven by. */
@NullMarked
package dev.aria.runtime.loop;

import org.jspecify.annotations.NullMarked;
