/** What operators have ordered of a run. */
@NullMarked
package dev.aria.runtime.control;

import org.jspecify.annotations.NullMarked;
