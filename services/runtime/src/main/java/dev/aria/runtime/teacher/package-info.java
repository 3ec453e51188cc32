/** What services without a model engine must know of the run's teacher. */
@NullMarked
package dev.aria.runtime.teacher;

import org.jspecify.annotations.NullMarked;
