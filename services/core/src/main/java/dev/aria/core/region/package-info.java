/**
 * Coarse regions of the condition space: which region a condition belongs to, and the identity of a
 * region map.
 */
@NullMarked
package dev.aria.core.region;

import org.jspecify.annotations.NullMarked;
