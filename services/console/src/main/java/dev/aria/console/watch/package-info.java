/**
 * What the console knows of a run: folded from its topics, of bounded size however long the run.
 */
@NullMarked
package dev.aria.console.watch;

import org.jspecify.annotations.NullMarked;
