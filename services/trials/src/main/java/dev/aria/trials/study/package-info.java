/**
 * Studies: rules of allocation measured against each other over seeds, splits and kinds of problem.
 */
@NullMarked
package dev.aria.trials.study;

import org.jspecify.annotations.NullMarked;
