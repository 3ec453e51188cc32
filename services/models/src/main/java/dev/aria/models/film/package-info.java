/** The model family {@code film-mlp}: a residual perceptron on latent vectors. */
@NullMarked
package dev.aria.models.film;

import org.jspecify.annotations.NullMarked;
