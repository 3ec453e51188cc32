/** {@code aria up}: servers and services that run until they are told to stop. */
@NullMarked
package dev.aria.operations.up;

import org.jspecify.annotations.NullMarked;
