/** Broker, Redis and service processes that a command starts and stops. */
@NullMarked
package dev.aria.operations.stack;

import org.jspecify.annotations.NullMarked;
