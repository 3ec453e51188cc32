/** Builds the probe set of each region with the teacher. */
@NullMarked
package dev.aria.teacher.probes;

import org.jspecify.annotations.NullMarked;
