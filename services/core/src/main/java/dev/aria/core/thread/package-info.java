/** How threads wait, and daemon threads with a name. */
@NullMarked
package dev.aria.core.thread;

import org.jspecify.annotations.NullMarked;
