/**
 * What a run's logs must hold when nothing was lost and nothing was done twice, and whether they
 * do.
 */
@NullMarked
package dev.aria.operations.audit;

import org.jspecify.annotations.NullMarked;
