/** What a student shows, as event files for TensorBoard. */
@NullMarked
package dev.aria.runtime.tensorboard;

import org.jspecify.annotations.NullMarked;
