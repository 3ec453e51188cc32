/** Targets kept for draws that repeat, and the audit of what is kept. */
@NullMarked
package dev.aria.teacher.cache;

import org.jspecify.annotations.NullMarked;
