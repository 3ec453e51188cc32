/** Start-up of the PyTorch engine, calls into it, and the way of values in and out of it. */
@NullMarked
package dev.aria.models.engine;

import org.jspecify.annotations.NullMarked;
