/** The safetensors file format: named tensors behind a JSON header, bounds checked on reading. */
@NullMarked
package dev.aria.models.safetensors;

import org.jspecify.annotations.NullMarked;
