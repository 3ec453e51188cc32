/** Start-up of the PyTorch engine, calls into it, and the transfer of values. */
@NullMarked
package dev.aria.models.engine;

import org.jspecify.annotations.NullMarked;
