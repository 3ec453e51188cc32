/** Online estimates of how far the student is from the teacher in each region. */
@NullMarked
package dev.aria.core.discrepancy;

import org.jspecify.annotations.NullMarked;
