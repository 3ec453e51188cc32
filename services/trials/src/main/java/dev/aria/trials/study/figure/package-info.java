/** Charts as inline SVG, readable on light and dark pages and the same bytes on every machine. */
@NullMarked
package dev.aria.trials.study.figure;

import org.jspecify.annotations.NullMarked;
