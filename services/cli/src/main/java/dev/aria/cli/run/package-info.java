/** The commands under {@code aria run}: a run before it begins. */
@NullMarked
package dev.aria.cli.run;

import org.jspecify.annotations.NullMarked;
