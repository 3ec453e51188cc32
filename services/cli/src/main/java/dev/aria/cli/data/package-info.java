/** {@code aria data}: paired sets of your own pictures. */
@NullMarked
package dev.aria.cli.data;

import org.jspecify.annotations.NullMarked;
