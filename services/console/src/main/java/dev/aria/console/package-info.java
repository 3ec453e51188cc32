/** A page that shows a run live and takes orders for it. */
@NullMarked
package dev.aria.console;

import org.jspecify.annotations.NullMarked;
