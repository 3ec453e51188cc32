/** TorchScript archives written by Java: modules as source text and named tensors, no Python. */
@NullMarked
package dev.aria.models.torchscript;

import org.jspecify.annotations.NullMarked;
