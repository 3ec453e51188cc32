/** A run's folder: its settings, logs, students and reports. */
@NullMarked
package dev.aria.cli.run;

import org.jspecify.annotations.NullMarked;
