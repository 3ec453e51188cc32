/** The whole pipeline in processes of its own. */
@NullMarked
package dev.aria.cli.stack;

import org.jspecify.annotations.NullMarked;
