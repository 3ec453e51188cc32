/** Threads of the console. */
@NullMarked
package dev.aria.console.thread;

import org.jspecify.annotations.NullMarked;
