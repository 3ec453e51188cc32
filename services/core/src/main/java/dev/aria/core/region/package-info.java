/** Coarse regions of the condition space: who belongs where, and which map that was said under. */
@NullMarked
package dev.aria.core.region;

import org.jspecify.annotations.NullMarked;
