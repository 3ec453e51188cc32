/** The bare weights of a model as safetensors, small enough to ship, and the model made of them. */
@NullMarked
package dev.aria.models.weights;

import org.jspecify.annotations.NullMarked;
