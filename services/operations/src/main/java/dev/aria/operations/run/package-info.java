/** A run's folder: its settings, logs, students and reports. */
@NullMarked
package dev.aria.operations.run;

import org.jspecify.annotations.NullMarked;
