/** Turns draws into targets: a work-pulling pool of teacher workers, one a device. */
@NullMarked
package dev.aria.teacher;

import org.jspecify.annotations.NullMarked;
