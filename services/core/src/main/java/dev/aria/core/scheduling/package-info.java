/** Turns fractional sampling weights into whole draws that follow them within a proven bound. */
@NullMarked
package dev.aria.core.scheduling;

import org.jspecify.annotations.NullMarked;
