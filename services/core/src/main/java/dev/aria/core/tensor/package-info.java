/** Tensors as values: shape, element type and little-endian bytes, with no engine behind them. */
@NullMarked
package dev.aria.core.tensor;

import org.jspecify.annotations.NullMarked;
